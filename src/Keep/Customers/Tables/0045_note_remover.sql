-- Who took a note away; null for those of before.
alter table note add column removed_by text;

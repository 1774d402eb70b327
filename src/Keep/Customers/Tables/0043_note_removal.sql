-- A note that was taken away can be brought back.
alter table note add column removed_at integer;

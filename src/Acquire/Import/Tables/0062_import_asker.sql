-- Who asked for the work that goes on: it goes on as them, also after a restart. Null = who uploaded the file.
alter table import_job add column asker_id integer;
alter table import_job add column asker text;
alter table import_job add column asker_role text;

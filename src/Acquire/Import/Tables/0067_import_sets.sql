-- Imports that were taken in together share a set; null = one alone.
alter table import_job add column set_id integer;

create index import_job_set on import_job (set_id) where set_id is not null;

-- A file or sheet that came with others and could not be read: it is no import, and the set says why.
create table import_set_refusal (
  refusal_id integer primary key,
  set_id     integer not null,
  file_name  text not null,
  sheet      text,
  reason     text not null,      -- a word key
  data       text not null,      -- JSON
  at         integer not null
);

create index import_set_refusal_set on import_set_refusal (set_id);
create index import_set_refusal_age on import_set_refusal (at);

-- Who did what, written in the act's own transaction. Names of things, never values.
create table audit_entry (
  audit_id      integer primary key,
  at            integer not null,          -- UTC milliseconds
  actor_id      integer not null,
  actor         text not null,
  origin        text not null,
  address       text,
  use_case      text not null,
  permission    text not null,
  outcome       text not null,
  subject_ids   text not null,             -- JSON array, the first 100
  subject_count integer not null,
  detail        text,
  request_id    text not null
);

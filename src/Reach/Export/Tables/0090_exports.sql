-- The receipt of an export: what left, when, by whom, and how to prove that a file is it.
create table export_receipt (
  export_id   integer primary key,
  state       text not null,          -- prepared, done
  filter      text not null,          -- JSON
  rows        integer,
  bytes       integer,
  sha256      text,
  columns     text,                   -- JSON
  actor_id    integer not null,
  actor       text not null,
  created_at  integer not null,
  finished_at integer
);

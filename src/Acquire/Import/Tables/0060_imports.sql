-- One file on its way in. The staged file lies in the data folder under the id.
create table import_job (
  import_id    integer primary key,
  file_name    text not null,
  bytes        integer not null,
  sha256       text not null,
  state        text not null,      -- draft, checking, checked, running, stopping, stopped, done, undoing, undone, failed
  layout       text not null,      -- JSON: how the file is read, as detected or corrected
  plan         text not null,      -- JSON: what becomes of its columns and rows
  changeset_id integer,            -- what the run writes, and what an undo takes back
  next_row     integer not null default 0,   -- the last row that is applied: where a crash resumes
  rows         integer not null default 0,
  created      integer not null default 0,
  updated      integer not null default 0,
  unchanged    integer not null default 0,
  rejected     integer not null default 0,
  warnings     integer not null default 0,
  failure      text,               -- a word key
  failure_data text,               -- JSON
  conflicts    text,               -- JSON: what an undo left alone
  actor_id     integer not null,
  actor        text not null,
  actor_role   text not null,
  created_at   integer not null,
  started_at   integer,
  finished_at  integer
);

-- A cell that a row was refused for, or kept with a warning.
create table import_problem (
  import_id    integer not null,
  row_number   integer not null,
  column_index integer not null,   -- 0-based; -1 = the row as a whole
  code         text not null,
  field        text,
  data         text,
  value        text,               -- the cell as it stands in the file; sealed when its field is classified
  refuses      integer not null,   -- 1 = the row is left out, 0 = a warning
  primary key (import_id, row_number, column_index, code)
) without rowid;

-- Cells that a person corrected before the run.
create table import_fix (
  import_id    integer not null,
  row_number   integer not null,
  column_index integer not null,
  value        text not null,      -- sealed
  primary key (import_id, row_number, column_index)
) without rowid;

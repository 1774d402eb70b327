-- A changeset is one act through the Door, or one long job whose batches join it.
create table changeset (
  changeset_id integer primary key,
  use_case     text not null,
  actor_id     integer not null,
  actor        text not null,
  origin       text not null,            -- page, api, cli, job
  source       text,                     -- where the values came from, e.g. a file's name; null = entered by the actor
  state        text not null,            -- open, closed, undoing, undone
  undoes       integer,                  -- the changeset that this one takes back
  request_id   text not null,
  at           integer not null          -- UTC milliseconds
);

-- Old and new value of a field, for updates and deletes. A creation costs one mark only (the record names its changeset).
create table change (
  customer_id  integer not null,
  changeset_id integer not null,
  field        text not null,
  old_value    text,
  new_value    text,
  primary key (customer_id, changeset_id, field)
) without rowid;

create index changeset_by_undone on changeset (undoes) where undoes is not null;

create index change_by_changeset on change (changeset_id, customer_id);

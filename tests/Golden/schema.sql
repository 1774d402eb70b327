CREATE TABLE app_user (
  user_id       integer primary key,
  login         text not null unique,      -- folded to lower case
  name          text not null,
  password_hash text not null,             -- pbkdf2-sha512$iterations$salt$hash
  role          text not null,
  language      text not null,
  state         text not null,             -- active, disabled
  created_at    integer not null
);

CREATE TABLE audit_entry (
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

CREATE TABLE change (
  customer_id  integer not null,
  changeset_id integer not null,
  field        text not null,
  old_value    text,
  new_value    text, act_id integer, steps text,
  primary key (customer_id, changeset_id, field)
) without rowid;

CREATE INDEX change_by_changeset on change (changeset_id, customer_id);

CREATE TABLE changeset (
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

CREATE INDEX changeset_by_undone on changeset (undoes) where undoes is not null;

CREATE INDEX changeset_of_deletion on changeset (changeset_id) where use_case = 'DeleteCustomer' and state = 'closed';

CREATE TABLE customer (
  customer_id integer primary key,
  kind        text not null,            -- person, organisation
  name        text not null,
  name_key    blob not null,            -- binary sort key: pinyin for hanzi, folded Latin
  company     text,
  stage       text,
  source      text,
  contacts    text not null,            -- JSON array: phones, e-mails, addresses
  fields      text not null,            -- JSON object: field key -> canonical text; classified values sealed
  created_at  integer not null,         -- UTC milliseconds
  created_in  integer not null,         -- the changeset that made it
  updated_at  integer not null,
  version     integer not null
, last_contact integer not null default 0, organisation_id integer);

CREATE INDEX customer_by_creation on customer (created_in, updated_at, customer_id);

CREATE INDEX customer_by_name on customer (name_key, customer_id);

CREATE INDEX customer_by_organisation on customer (organisation_id, name_key, customer_id) where organisation_id is not null;

CREATE INDEX customer_by_source on customer (source, updated_at, customer_id, created_in) where source is not null;

CREATE INDEX customer_by_stage on customer (stage, updated_at, customer_id, source, created_in) where stage is not null;

CREATE INDEX customer_by_updated on customer (updated_at, customer_id);

CREATE INDEX customer_organisations on customer (updated_at, customer_id) where kind = 'organisation';

CREATE VIRTUAL TABLE customer_search using fts5 (tokens, content = '', detail = none, columnsize = 0, tokenize = "ascii");

CREATE TABLE customer_tag (
  customer_id integer not null,
  tag         text not null,
  primary key (customer_id, tag)
) without rowid;

CREATE INDEX customer_tag_by_tag on customer_tag (tag, customer_id);

CREATE TABLE export_receipt (
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
, format text not null default 'csv', encoding text default 'utf-8', sheets integer, cells_cut integer);

CREATE TABLE field (
  field_key  text primary key,          -- x_ and a stable slug
  label      text not null,
  type       text not null,             -- text, long-text, number, money, date, choice, yes-no, url
  class      text not null,             -- clear, classified
  position   integer not null,
  created_in integer not null,
  retired    integer not null default 0
) without rowid;

CREATE TABLE identity_key (
  fingerprint blob not null,
  customer_id integer not null,
  primary key (fingerprint, customer_id)
) without rowid;

CREATE TABLE identity_key_fresh (
  fingerprint blob not null,
  customer_id integer not null,
  primary key (fingerprint, customer_id)
) without rowid;

CREATE TABLE import_fix (
  import_id    integer not null,
  row_number   integer not null,
  column_index integer not null,
  value        text not null,      -- sealed
  primary key (import_id, row_number, column_index)
) without rowid;

CREATE TABLE import_job (
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
, asker_id integer, asker text, asker_role text, undo_mark integer not null default 0, complete integer not null default 0, people integer not null default 0, turn integer, paused_in text, set_id integer);

CREATE INDEX import_job_line on import_job (turn) where turn is not null;

CREATE INDEX import_job_paused on import_job (import_id) where paused_in is not null;

CREATE INDEX import_job_set on import_job (set_id) where set_id is not null;

CREATE TABLE import_problem (
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

CREATE TABLE import_row (
  import_id    integer not null,
  row_number   integer not null,
  line         text not null,      -- JSON, sealed
  primary key (import_id, row_number)
) without rowid;

CREATE TABLE import_set_refusal (
  refusal_id integer primary key,
  set_id     integer not null,
  file_name  text not null,
  sheet      text,
  reason     text not null,      -- a word key
  data       text not null,      -- JSON
  at         integer not null
);

CREATE INDEX import_set_refusal_age on import_set_refusal (at);

CREATE INDEX import_set_refusal_set on import_set_refusal (set_id);

CREATE TABLE import_template (
  template_id integer primary key,
  name        text not null,
  named       integer not null,        -- 1 = a person gave the name and keeps it; 0 = the last import of this shape
  shape       text not null,           -- what the headings have in common
  template    text not null,           -- JSON
  made_by     text not null,
  made_at     integer not null,
  used_at     integer not null
);

CREATE INDEX import_template_by_shape on import_template (shape, used_at);

CREATE INDEX import_template_by_use on import_template (used_at);

CREATE TABLE key_check (
  fingerprint blob not null,      -- of a known text
  sealed      text not null       -- a known text
);

CREATE TABLE meta (name text primary key, value text not null) without rowid;

CREATE TABLE note (
  customer_id integer not null,
  note_id     integer not null,
  text        text not null,
  author      text not null,
  at          integer not null, removed_at integer, removed_by text,
  primary key (customer_id, note_id)
) without rowid;

CREATE TABLE notice (
  notice_id integer primary key,
  user_id   integer not null,
  word      text not null,           -- the key of its sentence
  data      text not null,           -- JSON: the values of its sentence
  link      text not null,           -- the page of the work
  at        integer not null,        -- UTC milliseconds
  seen_at   integer                  -- null = not seen yet
);

CREATE INDEX notice_by_user on notice (user_id, notice_id);

CREATE INDEX notice_unseen on notice (user_id, link) where seen_at is null;

CREATE TABLE schema_step (number integer primary key, name text not null);

CREATE TABLE session (
  token_hash blob primary key,
  user_id    integer not null references app_user (user_id),
  created_at integer not null,
  expires_at integer not null
) without rowid;

CREATE INDEX session_by_user on session (user_id);

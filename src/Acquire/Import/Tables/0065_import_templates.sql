-- What became of a file's columns, remembered for later files of the same shape. Everyone who imports shares them.
create table import_template (
  template_id integer primary key,
  name        text not null,
  named       integer not null,        -- 1 = a person gave the name and keeps it; 0 = the last import of this shape
  shape       text not null,           -- what the headings have in common
  template    text not null,           -- JSON
  made_by     text not null,
  made_at     integer not null,
  used_at     integer not null
);

create index import_template_by_shape on import_template (shape, used_at);
create index import_template_by_use on import_template (used_at);

-- One row holds one customer; names of things the list sorts and filters by are columns, the rest is JSON.
create table customer (
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
);

create index customer_by_name on customer (name_key, customer_id);
create index customer_by_updated on customer (updated_at, customer_id);
create index customer_by_creation on customer (created_in, customer_id);
create index customer_by_stage on customer (stage, customer_id) where stage is not null;

create table customer_tag (
  customer_id integer not null,
  tag         text not null,
  primary key (customer_id, tag)
) without rowid;

create index customer_tag_by_tag on customer_tag (tag, customer_id);

-- Whose phone, e-mail, id is this: a keyed fingerprint, never the value.
create table identity_key (
  fingerprint blob not null,
  customer_id integer not null,
  primary key (fingerprint, customer_id)
) without rowid;

create table note (
  customer_id integer not null,
  note_id     integer not null,
  text        text not null,
  author      text not null,
  at          integer not null,
  primary key (customer_id, note_id)
) without rowid;

-- Search tokens made by the Engine; the index keeps no copy of them.
create virtual table customer_search using fts5 (tokens, content = '', detail = none, columnsize = 0, tokenize = "ascii");
insert into customer_search (customer_search, rank) values ('secure-delete', 1);

-- User-defined fields; the built-in ones are code. Values lie in customer.fields under the key.
create table field (
  field_key  text primary key,          -- x_ and a stable slug
  label      text not null,
  type       text not null,             -- text, long-text, number, money, date, choice, yes-no, url
  class      text not null,             -- clear, classified
  position   integer not null,
  created_in integer not null,
  retired    integer not null default 0
) without rowid;

-- What a person is told of work of theirs that came to an end; kept for 90 days.
create table notice (
  notice_id integer primary key,
  user_id   integer not null,
  word      text not null,           -- the key of its sentence
  data      text not null,           -- JSON: the values of its sentence
  link      text not null,           -- the page of the work
  at        integer not null,        -- UTC milliseconds
  seen_at   integer                  -- null = not seen yet
);

create index notice_by_user on notice (user_id, notice_id);

create index notice_unseen on notice (user_id, link) where seen_at is null;

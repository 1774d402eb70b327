create table app_user (
  user_id       integer primary key,
  login         text not null unique,      -- folded to lower case
  name          text not null,
  password_hash text not null,             -- pbkdf2-sha512$iterations$salt$hash
  role          text not null,
  language      text not null,
  state         text not null,             -- active, disabled
  created_at    integer not null
);

-- The browser holds the token; here lies only its SHA-256.
create table session (
  token_hash blob primary key,
  user_id    integer not null references app_user (user_id),
  created_at integer not null,
  expires_at integer not null
) without rowid;

create index session_by_user on session (user_id);

-- What shows at each start that the key file is this database's own.
create table key_check (
  fingerprint blob not null,      -- of a known text
  sealed      text not null       -- a known text
);

-- A row with something to say about it, as it stands in the file: shown and corrected without reading the file up to it.
create table import_row (
  import_id    integer not null,
  row_number   integer not null,
  line         text not null,      -- JSON, sealed
  primary key (import_id, row_number)
) without rowid;

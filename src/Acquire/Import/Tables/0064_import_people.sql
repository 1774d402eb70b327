-- Customers that a run made beside those of its rows: people of an organisation.
alter table import_job add column people integer not null default 0;

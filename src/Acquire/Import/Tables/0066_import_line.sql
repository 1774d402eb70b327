-- The place in the queue: what asks for work has one, in the order of asking; null = nothing is to be done.
alter table import_job add column turn integer;
-- What a paused import was at, and goes on with.
alter table import_job add column paused_in text;
update import_job set turn = import_id where state in ('checking', 'running', 'stopping', 'undoing', 'redoing');

create index import_job_line on import_job (turn) where turn is not null;

create index import_job_paused on import_job (import_id) where paused_in is not null;

-- How far an undo or redo is, apart from how far the run came: an import that was stopped can go on after a redo.
alter table import_job add column undo_mark integer not null default 0;
alter table import_job add column complete integer not null default 0;   -- 1 = the run came to the end of the file
-- Of imports that were taken back before, how far they had come is not known any more: a redo brings back what there was.
update import_job set complete = 1 where state in ('done', 'undoing', 'undone', 'redoing');

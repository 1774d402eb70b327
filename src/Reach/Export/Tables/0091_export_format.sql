-- What the file is: a CSV in an encoding, or a workbook of so many sheets, with values too long for a cell.
alter table export_receipt add column format text not null default 'csv';
alter table export_receipt add column encoding text default 'utf-8';   -- null for a workbook
alter table export_receipt add column sheets integer;
alter table export_receipt add column cells_cut integer;

-- The highest number that a contact of the customer ever had: history calls contacts by their numbers, so none is used twice.
alter table customer add column last_contact integer not null default 0;

-- The organisation that a person belongs to; it may be deleted by now.
alter table customer add column organisation_id integer;

create index customer_by_organisation on customer (organisation_id, name_key, customer_id) where organisation_id is not null;

-- Companies are the customers of this kind.
create index customer_organisations on customer (updated_at, customer_id) where kind = 'organisation';

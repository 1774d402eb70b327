-- A filtered list comes out of one index in its order, further filters included, and is counted there.
drop index customer_by_stage;
drop index customer_by_source;
drop index customer_by_creation;
create index customer_by_stage on customer (stage, updated_at, customer_id, source, created_in) where stage is not null;
create index customer_by_source on customer (source, updated_at, customer_id, created_in) where source is not null;
create index customer_by_creation on customer (created_in, updated_at, customer_id);

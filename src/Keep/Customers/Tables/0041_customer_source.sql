-- The list filters by source and offers the sources that are in use.
create index customer_by_source on customer (source, customer_id) where source is not null;

-- What was deleted lately is listed, so that it can be brought back.
create index changeset_of_deletion on changeset (changeset_id) where use_case = 'DeleteCustomer' and state = 'closed';

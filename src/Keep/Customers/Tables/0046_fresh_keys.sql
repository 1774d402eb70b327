-- Keys that a long job wrote lately. Fingerprints lie anywhere in a large table, so each would change a page of its own; here
-- they gather and go over in the order of the table. Whoever looks a key up looks here too.
create table identity_key_fresh (
  fingerprint blob not null,
  customer_id integer not null,
  primary key (fingerprint, customer_id)
) without rowid;

-- Fewer, larger merges: the index is fed in bulk and asked by prefix, where eight segments cost little more than four.
insert into customer_search (customer_search, rank) values ('automerge', 8);

-- Tokens taken out go when segments merge. Taking them out of the segments at once costs twenty times as much, and the two
-- ways must not be mixed: a token that an older segment holds would come back.
insert into customer_search (customer_search, rank) values ('secure-delete', 0);

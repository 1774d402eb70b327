-- Indexes of 0.1 took tokens out of their segments at once (secure-delete); since 0046 that waits for the merge, and the two must
-- not meet in one index. Without its version it is made anew before the server listens.
delete from meta where name = 'search_version';

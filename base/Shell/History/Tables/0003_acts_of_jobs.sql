-- A long changeset is written in many acts: the id of the one that made the change, and so its moment and its place among
-- other people's changes; null = the changeset's own id says both.
alter table change add column act_id integer;

-- Where a long changeset changed the same value again: JSON, [[act, old value], …] of all its changes, the first first.
alter table change add column steps text;

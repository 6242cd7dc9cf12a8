-- Into which incident it went, being about the same.
alter table incidents add column merged_into bigint references incidents;
-- It waits for somebody to accept it, and has no channel until then.
alter table incidents add column unaccepted bigint not null default 0;

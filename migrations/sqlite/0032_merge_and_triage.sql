-- Into which incident it went, being about the same.
alter table incidents add column merged_into integer references incidents;
-- It waits for somebody to accept it, and has no channel until then.
alter table incidents add column unaccepted integer not null default 0;
-- How urgent each kind of alert has asked it to be at most: 0 minor, 1 major, 2 urgent.
alter table incident_alerts add column asked integer;

-- When somebody wrote in the incident's channel last, to within ten minutes.
alter table incident_people add column wrote_at bigint;

-- What an alert said, which the card shows while it fires; when it was said to be well, and since when it fails without that.
alter table incident_alerts add column said text;
alter table incident_alerts add column well_at integer;
alter table incident_alerts add column red_since integer not null default 0;
update incident_alerts set red_since = first_at, well_at = case when firing = 0 and left_firing = 0 then last_at end;
update incident_alerts set said = (select i.known from incidents i where i.number = incident_alerts.incident)
  where key = (select b.key from incident_alerts b where b.incident = incident_alerts.incident order by b.first_at, b.key limit 1);
-- It was given an incident of its own: what else its job tells of does not follow it there.
alter table incident_alerts add column split integer not null default 0;

-- Until when its messages stay true, where they name a time.
alter table incidents add column says_until integer;
create index incidents_says_until on incidents (says_until) where says_until is not null;
-- The runs of its job without a failure since it waits in Monitoring, and when and which the last one was.
alter table incidents add column greens integer not null default 0;
alter table incidents add column green_at integer;
alter table incidents add column green_run text;
-- When its lead was asked last whether it is still open.
alter table incidents add column asked_at integer;

-- Alerts that somebody expects, which join an incident and call nobody.
create table expectations (
  id       integer primary key,
  incident integer not null references incidents,
  kind     text not null,  -- job, model, tag
  value    text not null,
  until    integer not null,
  made_by  text not null,
  made_at  integer not null,
  ended_at integer
) strict;
create index expectations_open on expectations (until) where ended_at is null;

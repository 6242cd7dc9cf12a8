-- Alerts wait for the hours of the rotation that their route names; '' is the one that was made first.
alter table nights add column rotation text not null default '';
drop index nights_open;
create unique index nights_open on nights (rotation) where ended_at is null;

-- How what waits is to be opened, as its route said; null is as where no route says more.
alter table waiting_alerts add column opens text;

-- Alerts that are given time to recover before anybody is told.
create table settling_alerts (
  source      text not null,
  key         text not null,
  title       text not null,
  description text not null,
  source_url  text,
  branch      text,
  environment text,
  metadata    text not null,
  opens       text not null,
  until       integer not null,
  first_at    integer not null,
  last_at     integer not null,
  count       integer not null,
  primary key (source, key)
) strict;
create index settling_alerts_until on settling_alerts (until);

-- Alerts that are one line in a channel, edited while they fire.
create table alert_lines (
  id         integer primary key,
  source     text not null,
  key        text not null,
  channel    text,                     -- null: the announcement channel
  title      text not null,
  source_url text,
  first_at   integer not null,
  last_at    integer not null,
  count      integer not null,
  well_at    integer                   -- when it recovered
) strict;
create unique index alert_lines_open on alert_lines (source, key) where well_at is null;
create index alert_lines_last on alert_lines (last_at);

-- The user group that an incident's route calls beside its rotation.
alter table incidents add column call_group text;

-- The team's own attributes of what an incident stands for, as JSON.
alter table incident_alerts add column attributes text;

-- What was known of an alert by name, and the route that took it.
alter table alerts add column attributes text;
alter table alerts add column route text;

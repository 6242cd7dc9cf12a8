create table incidents (
  number          integer primary key,
  id              text not null unique,
  name            text not null,
  status          text not null,
  severity        text not null,
  affected        text not null,
  known           text,
  born            text not null,               -- 'declared' or 'alert'
  declared_by     text,                        -- null: an alert
  declared_at     integer not null,
  lead            text,
  lead_why        text,
  storm           integer not null default 0,
  resolved_at     integer,
  fix             text,
  reopened        integer not null default 0,  -- how often it came back
  channel_name    text,                        -- the name wanted, stored before Slack is asked for it
  channel_try     integer not null default 0,
  channel_id      text unique,
  channel_trouble text,                       -- why Slack refuses the channel, for whoever can change that
  refused_at      integer,
  told_group      text                        -- user group told of it out of hours
) strict;
create index incidents_open on incidents (status) where status not in ('resolved', 'closed', 'declined');

-- Every kind of alert that an incident stands for; a storm has many.
create table incident_alerts (
  incident   integer not null references incidents,
  key        text not null,
  title      text not null,
  source_url text,
  count      integer not null,
  first_at   integer not null,
  last_at    integer not null,
  firing     integer not null,
  primary key (incident, key)
) strict;
create index incident_alerts_key on incident_alerts (key, incident);

-- Whom the incident invites. Each is invited once, at the earliest when invite_from has come.
create table incident_people (
  incident    integer not null references incidents,
  person      text not null,
  why         text not null,
  invite_from integer not null,
  woken       integer not null default 0,
  invited_at  integer,
  trouble     text,
  primary key (incident, person)
) strict;
create index incident_people_due on incident_people (invite_from) where invited_at is null;

create table incident_updates (
  id       integer primary key,
  incident integer not null references incidents,
  at       integer not null,
  person   text not null,
  text     text not null
) strict;
create index incident_updates_of on incident_updates (incident, id);

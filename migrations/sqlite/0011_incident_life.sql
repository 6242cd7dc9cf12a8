-- Who is waited for, who is called, and what the channel hears of changes.
alter table incidents add column since integer not null default 0;          -- when it began: the first alert's time, or when it was declared
alter table incidents add column lead_chosen integer not null default 0;    -- somebody chose the lead, who does not follow the rotation
alter table incidents add column call_any_time integer not null default 0;  -- the lead is called out of hours too
alter table incidents add column touched integer not null default 0;        -- whoever led it once has begun
alter table incidents add column waiting_since integer;                     -- null: the lead is there
alter table incidents add column calls_due_at integer;                      -- when to look next whether somebody is to be called
alter table incidents add column ended_by text;                             -- who resolved, closed or declined it
alter table incidents add column returned_after integer;                    -- how long it was away when it came back last, milliseconds
update incidents set since = declared_at, touched = case when status = 'triage' then 0 else 1 end;
create index incidents_calls on incidents (calls_due_at) where calls_due_at is not null;

-- What an alert told about where it failed: branch, commit, build, as JSON.
alter table incident_alerts add column metadata text not null default '{}';
alter table waiting_alerts add column metadata text not null default '{}';

-- One line in the incident's channel for what one person changed within a minute. dirty: Slack does not show it as it is.
create table incident_lines (
  id       integer primary key,
  incident integer not null references incidents,
  at       integer not null,
  actor    text not null,
  thread   integer not null default 0,   -- 1: also under the announcement; 2: and shown in its channel
  dirty    integer not null default 1
) strict;
create index incident_lines_of on incident_lines (incident, id);
create index incident_lines_dirty on incident_lines (incident) where dirty = 1;
alter table history add column line integer;
create index history_line on history (line) where line is not null;

-- Who was called: since is when the waiting began, so that no rung of the ladder is climbed twice in it.
create table incident_calls (
  id         integer primary key,
  incident   integer not null references incidents,
  since      integer not null,
  step       text not null,
  at         integer not null,
  people     text not null,              -- JSON list of people
  user_group text,
  expanded   integer not null default 0, -- the group's members are on the list of those invited
  answered_by text,
  dirty      integer not null default 1,
  unique (incident, since, step)
) strict;
create index incident_calls_dirty on incident_calls (incident) where dirty = 1;

-- Updates and messages that are in Slack are not looked at again.
alter table incident_updates add column shown integer not null default 0;

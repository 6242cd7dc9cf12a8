-- Who is waited for, who is called, and what the channel hears of changes.
alter table incidents add column since integer not null default 0;          -- when it began: the first alert's time, or when it was declared
alter table incidents add column opened_at integer not null default 0;      -- when it was opened last: since, or when it came back
alter table incidents add column lead_chosen integer not null default 0;    -- somebody chose the lead, who does not follow the rotation
alter table incidents add column call_any_time integer not null default 0;  -- the lead is called out of hours too
alter table incidents add column touched integer not null default 0;        -- whoever led it once has begun
alter table incidents add column waiting_since integer;                     -- null: the lead is there
alter table incidents add column calls_due_at integer;                      -- when to look next whether somebody is to be called
alter table incidents add column fixed_at integer;                          -- when what fixed it was said
alter table incidents add column ended_by text;                             -- who resolved, closed or declined it
update incidents set waiting_since = declared_at where status = 'triage' and lead is not null;
update incidents set lead_chosen = 1 where lead_why like 'chosen by %';
update incidents set fixed_at = case when fix is not null then resolved_at end, since = declared_at, opened_at = declared_at, touched = case when status = 'triage' then 0 else 1 end;
create index incidents_calls on incidents (calls_due_at) where calls_due_at is not null;

-- What an alert told about where it failed: branch, commit, build, as JSON.
alter table incident_alerts add column joined_at integer not null default 0; -- when it came to the incident, be it hours after it first fired
update incident_alerts set joined_at = first_at;
alter table incident_alerts add column metadata text not null default '{}';
alter table waiting_alerts add column metadata text not null default '{}';

-- One line in the incident's channel for what one person changed within a minute.
-- dirty, reply_dirty: the channel, or the announcement's thread, does not show it as it is.
create table incident_lines (
  id       integer primary key,
  incident integer not null references incidents,
  at       integer not null,
  actor    text not null,
  thread   integer not null default 0,   -- 1: also under the announcement; 2: and shown in its channel
  lasted   integer,                      -- how long the incident had been open when this ended it, milliseconds
  in_update integer,                     -- the update whose message shows it in the channel
  dirty    integer not null default 1,
  reply_dirty integer not null default 1
) strict;
create index incident_lines_of on incident_lines (incident, id);
create index incident_lines_dirty on incident_lines (incident) where dirty = 1;
create index incident_lines_replies on incident_lines (incident) where reply_dirty = 1 and thread > 0;
create index incident_lines_updates on incident_lines (in_update) where in_update is not null;
alter table history add column line integer;
create index history_line on history (line) where line is not null;

-- Who was called: since is when the waiting began, so that no rung of the ladder is climbed twice in it.
create table incident_calls (
  id         integer primary key,
  incident   integer not null references incidents,
  since      integer not null,
  step       text not null,
  at         integer not null,
  urgency    text not null,
  cause      text,                       -- what led to it, where it was not the opening
  people     text not null,              -- JSON list of people
  user_group text,
  expanded   integer not null default 0, -- the group's members are on the list of those invited
  reached    integer not null default 1, -- 0: the group has nobody who could hear it
  waited_for text,                       -- who led then
  answered_by text,
  dirty      integer not null default 1,
  unique (incident, since, step)
) strict;
create index incident_calls_dirty on incident_calls (incident) where dirty = 1;

insert into incident_calls (incident, since, step, at, urgency, people, user_group, expanded, dirty)
select number, declared_at, 'group', declared_at, 'urgent', '[]', told_group, 1, 0 from incidents where told_group is not null;
alter table incidents drop column told_group;

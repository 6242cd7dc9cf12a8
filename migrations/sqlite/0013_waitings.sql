-- Each waiting for a lead has a number of its own: two may begin in the same millisecond.
alter table incidents add column waitings integer not null default 0;    -- how often a sign of the lead has been waited for
alter table incidents add column nobody_left integer not null default 0; -- all who can be called have been, and nobody has answered

create table calls_of_waitings (
  id         integer primary key,
  incident   integer not null references incidents,
  waiting    integer not null,           -- its number
  since      integer not null,           -- when it began
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
  called_in  integer,                    -- the incident where the same people were called just before, so that this one is silent
  dirty      integer not null default 1
) strict;
insert into calls_of_waitings (id, incident, waiting, since, step, at, urgency, cause, people, user_group, expanded, reached, waited_for,
  answered_by, dirty)
select id, incident, dense_rank() over (partition by incident order by since), since, step, at, urgency, cause, people, user_group, expanded,
  reached, waited_for, answered_by, dirty
from incident_calls;
update incidents set waitings = (waiting_since is not null) + (select count(distinct since) from incident_calls c
  where c.incident = incidents.number and (waiting_since is null or c.since < waiting_since));
drop table incident_calls;
alter table calls_of_waitings rename to incident_calls;
-- No rung is climbed twice in a waiting; whom somebody has called by a button is no rung.
create unique index incident_calls_once on incident_calls (incident, waiting, step) where step <> 'byhand';
create index incident_calls_dirty on incident_calls (incident) where dirty = 1;
create index incident_calls_at on incident_calls (at);

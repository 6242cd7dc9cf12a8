-- What is asked after an incident was resolved, before it closes, and what somebody answered.
create table closings (
  incident    integer not null references incidents,
  ended_at    integer not null,             -- which of its ends
  answered_by text,
  answered_at integer,
  outcome     text,                         -- fixed, recovered, expected or falsealarm
  wrong_from  text,                         -- the days of which data was wrong, as yyyy-MM-dd
  wrong_until text,
  backfill    text,                         -- done, notneeded or later
  told        text,                         -- the same
  none_needed integer not null default 0,   -- somebody said that no follow-up is needed
  by_itself   integer not null default 0,   -- it closed by itself
  named_on    text,                         -- the day on which a brief named it last
  primary key (incident, ended_at)
) strict;
create index closings_unanswered on closings (incident) where answered_at is null;

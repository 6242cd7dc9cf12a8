-- What is asked after an incident was resolved, before it closes, and what somebody answered.
create table closings (
  incident    bigint not null references incidents,
  ended_at    bigint not null,             -- which of its ends
  answered_by text collate "C",
  answered_at bigint,
  outcome     text collate "C",                         -- fixed, recovered, expected or falsealarm
  wrong_from  text collate "C",                         -- the days of which data was wrong, as yyyy-MM-dd
  wrong_until text collate "C",
  backfill    text collate "C",                         -- done, notneeded or later
  told        text collate "C",                         -- the same
  none_needed bigint not null default 0,   -- somebody said that no follow-up is needed
  by_itself   bigint not null default 0,   -- it closed by itself
  named_on    text collate "C",                         -- the day on which a brief named it last
  primary key (incident, ended_at)
);
create index closings_unanswered on closings (incident) where answered_at is null;

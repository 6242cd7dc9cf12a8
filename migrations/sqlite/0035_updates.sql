-- What is promised of the next update of an incident, and what its lead was reminded of.
create table next_updates (
  incident  integer primary key,
  chosen    integer,                     -- minutes that somebody chose, 0 for none; null where its severity decides
  since     integer,                     -- from when it is counted; null where nothing is promised
  due_at    integer,
  reminded  integer not null default 0,  -- how often of this one
  remind_at integer,                     -- when next, at the earliest
  reminders integer not null default 0,  -- how many reminders there ever were
  person    text                         -- whom the last one went to
) strict;
create index next_updates_due on next_updates (remind_at) where remind_at is not null;

-- Who hears of an incident in private.
create table subscribers (
  id           integer primary key,
  incident     integer not null,
  person       text not null,
  after_update integer not null,              -- what was there when they subscribed
  after_line   integer not null,
  unique (incident, person)
) strict;

-- Who is to be told what they were handed, as soon as they may be disturbed.
create table lead_notes (
  id       integer primary key,
  incident integer not null,
  person   text not null,
  given_by text not null,
  why      text,
  due_at   integer not null,
  woken    integer not null default 0
) strict;
create index lead_notes_waiting on lead_notes (due_at) where woken = 0;

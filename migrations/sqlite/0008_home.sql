-- App Home, briefs and hand-over. Times are unix milliseconds of workspace time.

create table homes (
  person    text primary key,
  opened_at integer not null,
  hash      text               -- of what Slack shows; null: not known
) strict;

-- Briefs as they were composed. Several in a day only when hours begin for somebody in its midst.
create table briefs (
  person   text not null,
  day      text not null,      -- on the wall of the hours they are told in
  part     text not null,      -- '' in the morning, else the hours that began: rotation:starts
  at       integer not null,
  until    integer not null,   -- later than this it is not worth sending
  state    text not null,      -- sent, empty, held (they are away), missed
  sections text not null,      -- JSON
  primary key (person, day, part)
) strict;
create index briefs_at on briefs (at);
create index briefs_held on briefs (until) where state = 'held';

-- Hours whose person has been briefed, or needed not to be.
create table shift_briefed (
  rotation text not null,
  starts   integer not null,
  person   text not null,
  at       integer not null,
  primary key (rotation, starts, person)
) strict;

-- "I have it".
create table shift_taken (
  rotation text not null,
  starts   integer not null,
  person   text not null,
  at       integer not null,
  primary key (rotation, starts, person)
) strict;

-- People whose account was deactivated while they were in a rotation or led something.
create table departures (
  id          integer primary key,
  person      text not null,
  at          integer not null,
  told_at     integer,         -- everybody who is to know has been told
  returned_at integer
) strict;
create unique index departures_open on departures (person) where returned_at is null;
create index departures_untold on departures (at) where told_at is null;

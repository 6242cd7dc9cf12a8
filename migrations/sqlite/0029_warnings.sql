-- The warning ledger: what warns, one row for each thing in each place, with what people have decided about it.
create table warnings (
  id       integer primary key,
  key      text not null unique,  -- place and node, as short as an index wants it
  place    text not null,         -- source, repository, branch and environment
  fixed_at integer,
  data     text not null          -- JSON, as thousands may change with one run: the entry, whole
) strict;
create index warnings_place on warnings (place);
create index warnings_fixed on warnings (fixed_at) where fixed_at is not null;

-- Jobs of which the first run has been seen: what warned in it was there before.
create table warning_jobs (
  job   text primary key,              -- source, repository, branch, environment, job and command
  whole integer not null,              -- whether a run of all its nodes was among them
  at    integer not null
) strict;

-- The ledger of each rotation as it was at the beginning of a week, and what became of the line that says so.
create table warning_weeks (
  rotation text not null,
  week     text not null,              -- its Monday, as yyyy-MM-dd
  at       integer not null,
  until_at integer not null,           -- after that nobody needs the line
  state    text not null,              -- 'said', 'missed' or 'empty'
  open_count integer not null,
  new_count integer not null,
  fixed_count integer not null,
  oldest   text,                       -- what was oldest, and since when
  oldest_at integer,
  debt     integer not null,
  primary key (rotation, week)
) strict;

-- The flake book: what was red and green again while nobody had been told.
create table flakes (
  id       integer primary key,
  key      text not null,         -- place and node
  place    text not null,
  node     text not null,
  source   text not null,
  title    text not null,
  job      text,
  url      text,
  red_at   integer not null,
  green_at integer not null,
  incident integer                     -- that shows it
) strict;
create index flakes_node on flakes (key, red_at);
create index flakes_at on flakes (red_at);

-- Every alert as it came, with what was decided and why. body is what the sender sent, cut at 256 KB.
create table alerts (
  id             integer primary key,
  at             integer not null,
  source         text not null,
  key            text not null,
  title          text not null,
  description    text not null,
  status         text not null,           -- 'firing' or 'resolved'
  status_word    text not null,           -- the sender's own
  branch         text,
  environment    text,
  source_url     text,
  metadata       text not null,           -- JSON, text to text
  read_leniently integer not null,
  body           blob not null,
  decision       text not null,
  reason         text not null,
  incident       integer
) strict;
create index alerts_rate on alerts (source, at);
create index alerts_key on alerts (source, key, id);

-- A night is the time out of hours in which alerts wait; one is open at most.
create table nights (
  id       integer primary key,
  until    integer not null,               -- when hours open
  ended_at integer
) strict;
create unique index nights_open on nights (ended_at is null) where ended_at is null;

-- What waits, or waited, in a night: one row for each kind of alert.
create table waiting_alerts (
  id          integer primary key,
  night       integer not null references nights,
  source      text not null,
  key         text not null,
  title       text not null,
  description text not null,
  source_url  text,
  branch      text,
  environment text,
  first_at    integer not null,
  last_at     integer not null,
  count       integer not null,
  firing      integer not null,
  incident    integer,                     -- what it became
  unique (night, source, key)
) strict;

-- What every feature stands on. Times are unix milliseconds of workspace time unless a column says wire time.

create table settings (
  key   text primary key,
  value text not null
) strict;

create table people (
  id      text primary key,
  team    text,
  name    text not null,
  zone    text not null,
  deleted integer not null,
  guest   integer not null,
  admin   integer not null,
  bot     integer not null,
  seen_at integer not null
) strict;

create table history (
  id      integer primary key,
  at      integer not null,
  actor   text not null,
  subject text not null,
  verb    text not null,
  before  text,
  after   text,
  why     text
) strict;
create index history_subject on history (subject, id);

-- Answers already given, so that a repeat of the same press or submission gets the first one's.
create table answers (
  key    text primary key,
  at     integer not null,
  answer text
) strict;
create index answers_at on answers (at);

-- Subjects that Slack does not yet show as we have them. due_at and parked_at are wire time.
create table wakes (
  subject   text primary key,
  version   integer not null,
  due_at    integer not null,
  tries     integer not null,
  parked    text,
  parked_at integer
) strict;
create index wakes_due on wakes (due_at) where parked is null;

-- Messages of ours in Slack, each known by its slot. attempted_at says that a post may have happened.
create table posts (
  slot         text primary key,
  channel      text not null,
  thread       text,
  attempted_at integer,
  ts           text,
  hash         text
) strict;
create index posts_message on posts (channel, ts);

-- Calls that must not be repeated blindly: topics, purposes, bookmarks.
create table marks (
  slot         text primary key,
  value        text not null,
  attempted_at integer not null,
  done_at      integer
) strict;

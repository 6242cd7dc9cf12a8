-- What whoever ends a shift wants whoever begins the next one to know.
create table handover_words (
  id         integer primary key,
  rotation   text not null references rotations,
  author     text not null,
  words      text not null,
  written_at integer not null,
  changed_at integer not null,
  handed_at  integer,               -- the hand-off at which it went over; null while it waits for one
  reader     text                   -- who had the hours then
) strict;
create unique index handover_words_waiting on handover_words (rotation, author) where handed_at is null;
create index handover_words_read on handover_words (reader, handed_at) where handed_at is not null;

-- The reviews that are posted by themselves: each is due once.
create table review_weeks (
  due      integer primary key,
  channel  text not null,
  at       integer not null,
  until_at integer not null,        -- after that nobody needs it
  state    text not null            -- said or missed
) strict;

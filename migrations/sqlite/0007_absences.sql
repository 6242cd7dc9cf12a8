-- Who does not work when. Days are dates ("2026-12-25") on the wall of the person's own zone.

create table leaves (
  number    integer primary key,
  person    text not null,
  first_day text not null,
  last_day  text not null,
  made_by   text not null,
  made_at   integer not null,
  ended_by  text               -- who took it back
) strict;
create index leaves_person on leaves (person, last_day);

create table holiday_lists (
  id       text primary key,
  name     text not null unique collate nocase,
  saved_by text not null,
  saved_at integer not null
) strict;

create table holidays (
  list text not null references holiday_lists,
  day  text not null,
  name text not null,
  primary key (list, day)
) strict;

-- Whose holidays are whose.
create table holiday_followers (
  person text primary key,
  list   text not null references holiday_lists
) strict;

-- When a rotation's shifts are compared with absences next; 0: at once.
alter table rotations add column absences_at integer not null default 0;

-- Why it was made without anybody's asking; null: somebody asked.
alter table cover_requests add column cause text;

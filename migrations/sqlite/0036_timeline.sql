-- What people have put on an incident's timeline: messages of its channel, and notes.
create table timeline_items (
  id         integer primary key,
  incident   integer not null references incidents,
  at         integer not null,             -- when it was said, or happened
  said_by    text,                         -- who wrote it; null of an app, and of a message that was not read yet
  added_by   text not null,
  added_at   integer not null,
  text       text,                         -- of a message as Slack has it, cut; null until it was read, and once it was removed
  channel    text,                         -- of a message
  ts         text,
  link       text,
  pinned     integer not null default 0,   -- it is there for the emoji under it, and goes with that
  looks      integer not null default 0,   -- how often one went since it was looked at whose are left
  edited_at  integer,
  removed_at integer,
  unique (channel, ts, incident)
) strict;
create index timeline_items_incident on timeline_items (incident, at);

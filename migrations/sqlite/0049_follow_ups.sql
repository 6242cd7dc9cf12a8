-- What is left to be done, whose it is, and by which day.
create table follow_ups (
  number     integer primary key,
  title      text not null,
  owner      text not null,
  due        text not null,             -- a day on the owner's wall, as yyyy-MM-dd
  priority   text not null,             -- low, normal or high
  labels     text not null default '',  -- in lower case, a comma between them
  incident   integer references incidents,
  rotation   text,                      -- whose channel hears of it when it is overdue, unless its incident says so
  channel    text,                      -- the message that it was made from
  ts         text,
  link       text,
  made_by    text not null,
  made_at    integer not null,
  given_by   text not null,             -- who gave it to its owner
  known_to   text,                      -- the owner who knows that it is theirs
  state      text not null default 'outstanding', -- or done, or notdoing
  reason     text,                      -- why nobody does it
  ended_by   text,
  ended_at   integer,
  named_on   text                       -- the day on which a brief named it last
) strict;
create index follow_ups_owner on follow_ups (owner) where state = 'outstanding';
create index follow_ups_incident on follow_ups (incident) where incident is not null;
create index follow_ups_message on follow_ups (channel, ts) where ts is not null;

-- Once a week a rotation's channel hears how many are overdue.
create table follow_up_weeks (
  rotation text not null,
  week     text not null,               -- its Monday, as yyyy-MM-dd
  at       integer not null,
  until_at integer not null,            -- after that nobody needs the line
  state    text not null,               -- said, missed or empty
  primary key (rotation, week)
) strict;

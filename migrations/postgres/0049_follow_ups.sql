-- What is left to be done, whose it is, and by which day.
create table follow_ups (
  number     bigint primary key,
  title      text collate "C" not null,
  owner      text collate "C" not null,
  due        text collate "C" not null,             -- a day on the owner's wall, as yyyy-MM-dd
  priority   text collate "C" not null,             -- low, normal or high
  labels     text collate "C" not null default '',  -- in lower case, a comma between them
  incident   bigint references incidents,
  rotation   text collate "C",                      -- whose channel hears of it when it is overdue, unless its incident says so
  channel    text collate "C",                      -- the message that it was made from
  ts         text collate "C",
  link       text collate "C",
  made_by    text collate "C" not null,
  made_at    bigint not null,
  given_by   text collate "C" not null,             -- who gave it to its owner
  known_to   text collate "C",                      -- the owner who knows that it is theirs
  state      text collate "C" not null default 'outstanding', -- or done, or notdoing
  reason     text collate "C",                      -- why nobody does it
  ended_by   text collate "C",
  ended_at   bigint,
  named_on   text collate "C"                       -- the day on which a brief named it last
);
create index follow_ups_owner on follow_ups (owner) where state = 'outstanding';
create index follow_ups_incident on follow_ups (incident) where incident is not null;
create index follow_ups_message on follow_ups (channel, ts) where ts is not null;

-- Once a week a rotation's channel hears how many are overdue.
create table follow_up_weeks (
  rotation text collate "C" not null,
  week     text collate "C" not null,               -- its Monday, as yyyy-MM-dd
  at       bigint not null,
  until_at bigint not null,            -- after that nobody needs the line
  state    text collate "C" not null,               -- said, missed or empty
  primary key (rotation, week)
);

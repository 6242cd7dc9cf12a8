-- Rotations and who is on call. Times are unix milliseconds of workspace time; lists of people are JSON.

create table rotations (
  id         text collate "C" primary key,
  made_at    bigint not null,
  made_by    text collate "C" not null,     -- its first owner
  changes_at bigint not null   -- when the answer to "who is on call" may differ next
);
create index rotations_due on rotations (changes_at);

-- What a rotation is set to, from a moment on. The latest row holds now.
create table rotation_settings (
  rotation           text collate "C" not null references rotations,
  valid_from         bigint not null,
  saved_by           text collate "C" not null,
  name               text collate "C" not null,
  members            text collate "C" not null,     -- in order
  hand_off           text collate "C" not null,     -- cron, on the wall of the zone
  zone               text collate "C" not null,     -- IANA
  days               bigint not null,  -- bit n: weekday n, Sunday is 0
  opens              bigint not null,  -- minutes after midnight
  closes             bigint not null,  -- not after opens: of the next day
  group_handle       text collate "C",
  group_out_of_hours text collate "C" not null,
  named              text collate "C" not null,     -- who is in the group out of hours, where people are named
  alert_group        text collate "C",              -- Slack's id of the user group told of alerts out of hours
  primary key (rotation, valid_from)
);
create index rotation_settings_group on rotation_settings (group_handle);

create table shifts (
  rotation  text collate "C" not null references rotations,
  starts    bigint not null,
  ends      bigint not null,
  person    text collate "C" not null,
  why       text collate "C" not null,
  announced bigint,           -- null: its hand-off is to come; 1: announced; 0: noticed too late to be news
  primary key (rotation, starts)
);

-- User groups that rotations keep.
create table user_groups (
  handle       text collate "C" primary key,
  id           text collate "C" unique,       -- Slack's; null until it is made or taken over
  name         text collate "C" not null,     -- the name wanted, stored before Slack is asked for it
  attempted_at bigint,           -- a create may have happened
  members      text collate "C",              -- as last seen or set; null: look first
  looked_at    bigint not null,
  trouble      text collate "C"               -- why Slack refuses, and what an admin can do
);

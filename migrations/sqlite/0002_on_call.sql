-- Rotations and who is on call. Times are unix milliseconds of workspace time; lists of people are JSON.

create table rotations (
  id         text primary key,
  made_at    integer not null,
  made_by    text not null,     -- its first owner
  changes_at integer not null   -- when the answer to "who is on call" may differ next
) strict;
create index rotations_due on rotations (changes_at);

-- What a rotation is set to, from a moment on. The latest row holds now.
create table rotation_settings (
  rotation           text not null references rotations,
  valid_from         integer not null,
  saved_by           text not null,
  name               text not null,
  members            text not null,     -- in order
  hand_off           text not null,     -- cron, on the wall of the zone
  zone               text not null,     -- IANA
  days               integer not null,  -- bit n: weekday n, Sunday is 0
  opens              integer not null,  -- minutes after midnight
  closes             integer not null,  -- not after opens: of the next day
  group_handle       text,
  group_out_of_hours text not null,
  named              text not null,     -- who is in the group out of hours, where people are named
  alert_group        text,              -- Slack's id of the user group told of alerts out of hours
  primary key (rotation, valid_from)
) strict;
create index rotation_settings_group on rotation_settings (group_handle);

create table shifts (
  rotation  text not null references rotations,
  starts    integer not null,
  ends      integer not null,
  person    text not null,
  why       text not null,
  announced integer,           -- null: its hand-off is to come; 1: announced; 0: noticed too late to be news
  primary key (rotation, starts)
) strict;

-- User groups that rotations keep.
create table user_groups (
  handle       text primary key,
  id           text unique,       -- Slack's; null until it is made or taken over
  name         text not null,     -- the name wanted, stored before Slack is asked for it
  attempted_at integer,           -- a create may have happened
  members      text,              -- as last seen or set; null: look first
  looked_at    integer not null,
  trouble      text               -- why Slack refuses, and what an admin can do
) strict;

-- Messages about covers that wait until the hours of whoever reads them open: when to look again. Unix milliseconds of workspace time.
create table cover_waits (
  subject text primary key,
  at      integer not null
) strict;
create index cover_waits_due on cover_waits (at);

-- Members of rotations who have been invited to a channel: each once, so that who leaves it stays out.
create table channel_members (
  channel    text not null,      -- Slack's id
  person     text not null,
  invited_at integer not null,
  trouble    text,               -- why Slack refused
  primary key (channel, person)
) strict;

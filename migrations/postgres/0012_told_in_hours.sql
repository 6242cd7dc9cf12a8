-- Messages about covers that wait until the hours of whoever reads them open: when to look again. Unix milliseconds of workspace time.
create table cover_waits (
  subject text collate "C" primary key,
  at      bigint not null
);
create index cover_waits_due on cover_waits (at);

-- Members of rotations who have been invited to a channel: each once, so that who leaves it stays out.
create table channel_members (
  channel    text collate "C" not null,      -- Slack's id
  person     text collate "C" not null,
  invited_at bigint not null,
  trouble    text collate "C",               -- why Slack refused
  primary key (channel, person)
);

-- Sources made in Slack, and what admins have said of those that the configuration names.
create table sources (
  name           text primary key,
  kind           text,                       -- one of SourceKind; null where the configuration names it
  secret         text,                       -- with what it signs, encrypted
  secret_at      integer,
  made_by        text not null,
  made_at        integer not null,
  revoked_by     text,
  revoked_at     integer,
  refused        integer not null default 0, -- how often it was refused since it was revoked or its secret was lost
  refused_at     integer,
  per_minute     integer,                    -- null: as the configuration says; 0: no limit
  expected_every integer,                    -- milliseconds; null: nobody waits for it
  expected_at    integer,                    -- since when
  silent_at      integer                     -- since when its silence is an alert
) strict;

-- What sources prove themselves by, as SHA-256.
create table source_tokens (
  hash   text primary key,
  source text not null,
  until  integer                             -- null: it is the newest
) strict;

-- Since when somebody would have heard every source: the bot's last look at what is due, and since when it looks without a gap.
create table awake (
  what        text primary key,
  since       integer not null,
  looked_at   integer not null,
  looked_by   text not null,
  looked_wire integer not null
) strict;

-- When a source was heard last, and how often lately.
create index alerts_heard on alerts (source, at);

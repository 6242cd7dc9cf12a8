-- Sources made in Slack, and what admins have said of those that the configuration names.
create table sources (
  name           text collate "C" primary key,
  kind           text collate "C",  -- one of SourceKind; null where the configuration names it
  secret         text collate "C",  -- with what it signs, encrypted
  secret_at      bigint,
  made_by        text collate "C" not null,
  made_at        bigint not null,
  revoked_by     text collate "C",
  revoked_at     bigint,
  refused        bigint not null default 0, -- how often it was refused since it was revoked or its secret was lost
  refused_at     bigint,
  per_minute     bigint,  -- null: as the configuration says; 0: no limit
  expected_every bigint,  -- milliseconds; null: nobody waits for it
  expected_at    bigint,  -- since when
  silent_at      bigint  -- since when its silence is an alert
);

-- What sources prove themselves by, as SHA-256.
create table source_tokens (
  hash   text collate "C" primary key,
  source text collate "C" not null,
  until  bigint  -- null: it is the newest
);

-- Since when somebody would have heard every source: the bot's last look at what is due, and since when it looks without a gap.
create table awake (
  what        text collate "C" primary key,
  since       bigint not null,
  looked_at   bigint not null,
  looked_by   text collate "C" not null,
  looked_wire bigint not null
);

-- When a source was heard last, and how often lately.
create index alerts_heard on alerts (source, at);

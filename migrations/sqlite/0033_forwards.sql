-- Where alerts are sent on to.
create table destinations (
  id           text primary key,
  name         text not null,
  kind         text not null,            -- pagerduty or webhook
  shown        text not null,            -- its address as lists show it
  sealed       text not null,            -- its address and its secret, encrypted
  made_by      text not null,
  made_at      integer not null,
  taken_at     integer,                  -- when it took something last
  refused_at   integer,                  -- when it refused something for good, and what it said
  refused      text,
  failing_at   integer,                  -- since when it takes nothing, and why
  failing      text,
  failures     integer not null default 0,
  paused_until integer                   -- wire time
) strict;

-- What is sent on, each until it is taken or given up.
create table forwards (
  id          integer primary key,
  destination text not null,
  subject     text not null,             -- the alert's source and key
  status      text not null,             -- firing or resolved
  incident    integer,
  body        text not null,             -- what is told, as JSON
  at          integer not null,
  since       integer not null,          -- wire time, like the next
  next_at     integer not null,
  tries       integer not null default 0,
  taken_at    integer,
  gave_up_at  integer,
  gave_up     text
) strict;
create index forwards_subject on forwards (subject, destination, id);
create index forwards_waiting on forwards (destination, id) where taken_at is null and gave_up_at is null;
create index forwards_at on forwards (at);

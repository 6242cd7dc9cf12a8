-- Where changes are told to.
create table webhooks (
  id            text primary key,
  name          text not null,
  kinds         text not null,            -- "incidents followups oncall"
  seer          text,                     -- whose private incidents it is told of; null where of none
  shown         text not null,            -- its address as lists show it
  sealed        text not null,            -- its address and its secret, encrypted
  made_by       text not null,
  made_at       integer not null,
  taken_at      integer,                  -- when it took something last
  failing_at    integer,                  -- since when it takes nothing, and why
  failing       text,
  failing_since integer,                  -- the same in wire time, like the next
  held_until    integer,
  failures      integer not null default 0,
  stopped_at    integer,                  -- since when nothing is sent
  stopped_by    text,                     -- who wanted that; null where the bot did
  stopped       text                      -- paused, failing or gone
) strict;

-- What they are told, each until it is taken or given up.
create table webhook_events (
  id         integer primary key,
  message    text not null,             -- by which whoever takes it knows it again
  webhook    text not null,
  subject    text not null,             -- what nothing overtakes: an incident, a follow-up, a rotation
  type       text not null,
  body       text not null,             -- empty once it is over
  at         integer not null,
  since      integer not null,          -- wire time, like the next
  next_at    integer not null,
  tries      integer not null default 0,
  taken_at   integer,
  gave_up_at integer,
  answer     text                       -- what was answered last
) strict;
create index webhook_events_waiting on webhook_events (webhook, subject, id) where taken_at is null and gave_up_at is null;
create index webhook_events_at on webhook_events (at);
create index webhook_events_webhook on webhook_events (webhook, id);

-- Who was on call when webhooks were told last.
create table webhook_on_call (
  rotation text primary key,
  person   text                         -- null where it was nobody
) strict;

-- What people ask of a rotation in channels, each known by its message.
create table requests (
  number      bigint primary key,
  rotation    text collate "C" not null,
  channel     text collate "C" not null,
  ts          text collate "C" not null,          -- the message that asks
  thread      text collate "C" not null,          -- the thread that it is in, or begins
  asker       text collate "C" not null,
  made_by     text collate "C",                   -- who made it one by the shortcut
  words       text collate "C" not null,          -- how it begins, as it was typed
  link        text collate "C",                   -- null until Slack has said it
  is_private  bigint not null,                    -- where not everybody can read it
  is_followed bigint not null,                    -- the bot is in the channel
  asked_at    bigint not null,
  state       text collate "C" not null,          -- waiting, answered, closed or gone
  last_word   bigint not null,
  answered_by text collate "C",
  answered_at bigint,
  closed_by   text collate "C",                   -- null where it went silent
  ended_at    bigint,                             -- when it was closed or gone
  told_at     bigint,                             -- when its asker was told that hours are closed
  back        text collate "C",                   -- who is back then
  back_at     bigint,
  shown       text collate "C" not null default '' -- the emoji that the bot has put under its message
);
create unique index requests_message on requests (channel, ts);
create index requests_thread on requests (channel, thread);
create index requests_asker on requests (asker, asked_at);
create index requests_open on requests (asked_at) where state in ('waiting', 'answered');
create index requests_answered on requests (rotation, answered_at) where answered_at is not null;
create index requests_ended on requests (ended_at) where ended_at is not null;

-- What people ask of a rotation in channels, each known by its message.
create table requests (
  number      integer primary key,
  rotation    text not null,
  channel     text not null,
  ts          text not null,             -- the message that asks
  thread      text not null,             -- the thread that it is in, or begins
  asker       text not null,
  made_by     text,                      -- who made it one by the shortcut
  words       text not null,             -- how it begins, as it was typed
  link        text,                      -- null until Slack has said it
  is_private  integer not null,          -- where not everybody can read it
  is_followed integer not null,          -- the bot is in the channel
  asked_at    integer not null,
  state       text not null,             -- waiting, answered, closed or gone
  last_word   integer not null,
  answered_by text,
  answered_at integer,
  closed_by   text,                      -- null where it went silent
  ended_at    integer,                   -- when it was closed or gone
  told_at     integer,                   -- when its asker was told that hours are closed
  back        text,                      -- who is back then
  back_at     integer,
  shown       text not null default ''   -- the emoji that the bot has put under its message
) strict;
create unique index requests_message on requests (channel, ts);
create index requests_thread on requests (channel, thread);
create index requests_asker on requests (asker, asked_at);
create index requests_open on requests (asked_at) where state in ('waiting', 'answered');
create index requests_answered on requests (rotation, answered_at) where answered_at is not null;
create index requests_ended on requests (ended_at) where ended_at is not null;

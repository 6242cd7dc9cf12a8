-- Hours that somebody else takes. Times are unix milliseconds of workspace time.

create table cover_requests (
  number      integer primary key,
  rotation    text not null references rotations,
  starts      integer not null,
  ends        integer not null,
  away        text not null,      -- whose hours they are
  made_by     text not null,
  made_at     integer not null,
  why         text,               -- only what was typed
  state       text not null,      -- open, taken, cancelled, ended (nobody took them), moot (no longer theirs)
  closed_by   text,               -- who took or cancelled it
  remind_at   integer,            -- null: no reminder is to come
  reminded    integer not null default 0,
  escalate_at integer,            -- null: nothing is to come
  escalated   integer not null default 0
) strict;
create index cover_requests_open on cover_requests (state, rotation);

create table cover_asked (
  request  integer not null references cover_requests,
  person   text not null,
  declined integer not null default 0,
  primary key (request, person)
) strict;

-- In the order of agreement: where two hold the same hours, the later one does.
create table covers (
  number       integer primary key,
  rotation     text not null references rotations,
  starts       integer not null,
  ends         integer not null,  -- where it was cancelled, once it was; before starts never
  until        integer not null,  -- the end that was agreed
  away         text not null,
  covering     text not null,
  request      integer references cover_requests,
  made_by      text not null,
  made_at      integer not null,
  why          text,
  cancelled_by text,
  unfit        integer not null default 0  -- 1: an edit gave some of the hours to others, both were told
) strict;
create index covers_hours on covers (rotation, ends, starts);

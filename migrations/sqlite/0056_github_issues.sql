-- The issue of a follow-up on GitHub: at most one.
create table follow_up_issues (
  follow_up     integer primary key references follow_ups,
  repository    text not null,           -- acme/dbt, as GitHub writes it
  key           text not null,           -- the same in lower case
  repository_id integer,                 -- by what GitHub knows it, whatever it is called
  mark          text not null,           -- what its text holds unseen
  number        integer,                 -- null until it is made
  url           text,
  wanted_by     text not null,
  wanted_at     integer not null,
  attempted_at  integer,                 -- wire time
  closed        integer not null default 0,
  seen_at       integer,                 -- GitHub's own time of that
  closing       integer,                 -- wire time of asking for it, until what came of that is known
  opening       integer,
  look_at       integer,
  trouble       text
) strict;
create index follow_up_issues_number on follow_up_issues (number, key);
create index follow_up_issues_look on follow_up_issues (look_at) where look_at is not null;

-- The issue of a follow-up on GitHub: at most one.
create table follow_up_issues (
  follow_up     bigint primary key references follow_ups,
  repository    text collate "C" not null,           -- acme/dbt, as GitHub writes it
  key           text collate "C" not null,           -- the same in lower case
  repository_id bigint,                 -- by what GitHub knows it, whatever it is called
  mark          text collate "C" not null,           -- what its text holds unseen
  number        bigint,                 -- null until it is made
  url           text collate "C",
  wanted_by     text collate "C" not null,
  wanted_at     bigint not null,
  attempted_at  bigint,                 -- wire time
  closed        bigint not null default 0,
  seen_at       bigint,                 -- GitHub's own time of that
  closing       bigint,                 -- wire time of asking for it, until what came of that is known
  opening       bigint,
  look_at       bigint,
  trouble       text collate "C"
);
create index follow_up_issues_number on follow_up_issues (number, key);
create index follow_up_issues_look on follow_up_issues (look_at) where look_at is not null;

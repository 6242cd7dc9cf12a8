-- The runs of jobs in production, so that a review can say how often each was red, and for how long.
create table runs (
  id       integer primary key,
  at       integer not null,
  source   text not null,
  job      text not null,            -- source, repository, branch, environment and job
  name     text not null,            -- what the job is called
  run      text,                     -- which run it was, where its sender says that
  red      integer not null,         -- 1: it failed, or left something red
  until_at integer                   -- when the next run of the job was heard of; null of its last
) strict;
create unique index runs_last on runs (job) where until_at is null;
create index runs_until on runs (until_at);

-- What reviews ask of many incidents at once.
create index incidents_declared on incidents (declared_at);
create index history_on_it on history (subject, at) where verb = 'on it';
create index alerts_incident on alerts (incident, id, route) where incident is not null;

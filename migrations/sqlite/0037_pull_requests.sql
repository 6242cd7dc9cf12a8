-- Pull requests that belong to incidents, as GitHub says that they are.
create table pull_requests (
  id         integer primary key,
  repository text not null,              -- as it was written, such as acme/dbt
  key        text not null,              -- the same in lower case
  number     integer not null,
  url        text not null,
  title      text not null,              -- nothing while nothing has been heard of it
  state      text not null,
  head       text,                       -- its newest commit
  said       text not null,              -- all that is known of it, as JSON
  look_at    integer,                    -- when GitHub is asked next; null where nothing is expected of that
  trouble    text                        -- why GitHub does not answer for it: unseen or refused
) strict;
create unique index pull_requests_name on pull_requests (key, number);
create index pull_requests_head on pull_requests (head);
create index pull_requests_look on pull_requests (look_at) where look_at is not null;

-- To which incidents they belong.
create table incident_pulls (
  incident    integer not null references incidents,
  pull        integer not null references pull_requests,
  attached_by text not null,
  attached_at integer not null,
  primary key (incident, pull)
) strict;
create index incident_pulls_pull on incident_pulls (pull);

-- Commits that run in production, of which GitHub is to be asked whether they contain a merge.
create table pull_commits (
  pull     integer not null references pull_requests,
  sha      text not null,
  heard_at integer not null,
  ask_at   integer not null,
  primary key (pull, sha)
) strict;

-- The newest commit that runs at each place in production.
create table live_commits (
  place text primary key,                -- an environment of a repository, or a job
  key   text,                            -- of which repository; null where that is not known
  job   text,                            -- the job whose incidents alone it says something of; null for all
  sha   text not null,
  at    integer not null
) strict;

-- What GitHub has delivered and was handled.
create table github_deliveries (
  id text primary key,
  at integer not null
) strict;
create index github_deliveries_at on github_deliveries (at);

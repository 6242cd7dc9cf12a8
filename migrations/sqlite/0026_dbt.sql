-- The job whose run told of an alert: whatever else it tells of joins the same incident.
alter table incident_alerts add column job text;
create index incident_alerts_job on incident_alerts (job, incident) where job is not null;

-- The newest of each kind of artifact that a job of dbt has sent, as dbt dates it.
create table dbt_jobs (
  job          text not null,     -- source, repository, branch, environment and job
  kind         text not null,     -- 'run_results' or 'sources'
  invocation   text,
  generated_at integer not null,
  at           integer not null,  -- when it came
  primary key (job, kind)
) strict;

-- What is red of each job: a node that a run leaves out keeps its state.
create table dbt_red (
  job      text not null,
  node     text not null,
  cause    text not null,      -- the deduplication key of its alert
  title    text not null,      -- of that alert
  outcome  text not null,
  word     text not null,      -- dbt's own
  message  text,
  failures integer,
  at       integer not null,   -- of the artifact that said it last
  primary key (job, node)
) strict;

-- What a project is made of, as its newest manifest says: packed, as only the bot reads it.
create table dbt_manifests (
  source       text primary key,
  project      text,
  generated_at integer not null,
  at           integer not null,
  graph        blob not null
) strict;

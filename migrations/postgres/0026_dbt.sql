-- The job whose run told of an alert: whatever else it tells of joins the same incident.
alter table incident_alerts add column job text collate "C";
create index incident_alerts_job on incident_alerts (job, incident) where job is not null;

-- The newest of each kind of artifact that a job of dbt has sent, as dbt dates it.
create table dbt_jobs (
  job          text collate "C" not null,     -- source, repository, branch, environment and job
  kind         text collate "C" not null,     -- 'run_results' or 'sources'
  invocation   text collate "C",
  generated_at bigint not null,
  at           bigint not null,  -- when it came
  primary key (job, kind)
);

-- What is red of each job: a node that a run leaves out keeps its state.
create table dbt_red (
  job      text collate "C" not null,
  node     text collate "C" not null,
  cause    text collate "C" not null,      -- the deduplication key of its alert
  title    text collate "C" not null,      -- of that alert
  outcome  text collate "C" not null,
  word     text collate "C" not null,      -- dbt's own
  message  text collate "C",
  failures bigint,
  at       bigint not null,   -- of the artifact that said it last
  primary key (job, node)
);

-- What a project is made of, as its newest manifest says: packed, as only the bot reads it.
create table dbt_manifests (
  source       text collate "C" primary key,
  project      text collate "C",
  generated_at bigint not null,
  at           bigint not null,
  graph        bytea not null
);

-- The job whose run told of an alert: whatever else it tells of joins the same incident.
alter table incident_alerts add column job text collate "C";
create index incident_alerts_job on incident_alerts (job, incident) where job is not null;

-- What each job of dbt has said of its nodes, packed, as only the bot reads it: a node that a run leaves out keeps its state.
create table dbt_jobs (
  job   text collate "C" primary key,  -- source, repository, branch, environment and job
  state bytea not null,
  at    bigint not null
);

-- What projects are made of, as their newest manifests say: packed.
create table dbt_manifests (
  place        text collate "C" not null,  -- source, repository, branch and environment
  project      text collate "C" not null,
  generated_at bigint not null,
  at           bigint not null,
  graph        bytea not null,
  primary key (place, project)
);

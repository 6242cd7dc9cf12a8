-- The job whose run told of an alert: whatever else it tells of joins the same incident.
alter table incident_alerts add column job text;
create index incident_alerts_job on incident_alerts (job, incident) where job is not null;

-- What each job of dbt has said of its nodes, packed, as only the bot reads it: a node that a run leaves out keeps its state.
create table dbt_jobs (
  job   text primary key,  -- source, repository, branch, environment and job
  state blob not null,
  at    integer not null
) strict;

-- What projects are made of, as their newest manifests say: packed.
create table dbt_manifests (
  place        text not null,  -- source, repository, branch and environment
  project      text not null,
  generated_at integer not null,
  at           integer not null,
  graph        blob not null,
  primary key (place, project)
) strict;

insert into runs (at, source, job, name, run, red, until_at) values
  (1772442000000, 'circleci', 'circleci|acme/dbt|main|production|dbt_hourly', 'dbt_hourly', 'https://circleci.example/jobs/4713', 1,
    1772445600000),
  (1772445600000, 'circleci', 'circleci|acme/dbt|main|production|dbt_hourly', 'dbt_hourly', null, 0, null);

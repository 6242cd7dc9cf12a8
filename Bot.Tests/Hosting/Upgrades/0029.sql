-- The warning ledger, with one that is fixed, and the flake book.
insert into warnings (key, place, fixed_at, data) values
  ('circleci|acme/dbt|main|production|test.acme.not_null_orders_id', 'circleci|acme/dbt|main|production', null,
    '{"Source":"circleci","Place":"circleci|acme/dbt|main|production","Node":"test.acme.not_null_orders_id","About":{"Title":"not_null_orders_id","Job":"dbt_hourly","Url":null,"Tags":[]},"FirstSeen":"2026-03-02T10:00:00+00:00","LastSeen":"2026-03-02T10:00:00+00:00","SaidAt":"2026-03-02T10:00:00+00:00","Runs":1,"Rows":[52],"IsBaseline":true,"RowsThen":52,"NewsAt":"2026-03-02T10:00:00+00:00"}'),
  ('circleci|acme/dbt|main|production|test.acme.größe', 'circleci|acme/dbt|main|production', 1772449200000,
    '{"Source":"circleci","Place":"circleci|acme/dbt|main|production","Node":"test.acme.größe","About":{"Title":"größe","Job":null,"Url":null,"Tags":["schön"]},"FirstSeen":"2026-02-02T10:00:00+00:00","LastSeen":"2026-03-01T10:00:00+00:00","SaidAt":"2026-03-02T11:00:00+00:00","Runs":9,"Rows":[1,2],"RowsThen":1,"NewsAt":"2026-02-02T10:00:00+00:00","FixedAt":"2026-03-02T11:00:00+00:00"}');
insert into warning_jobs (job, whole, at) values ('circleci|acme/dbt|main|production|dbt_hourly|build', 1, 1772442000000);
insert into warning_weeks (rotation, week, at, until_at, state, open_count, new_count, fixed_count, oldest, oldest_at, debt) values
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', '2026-02-23', 1771837200000, 1771862400000, 'said', 3, 1, 0, 'not_null_orders_id', 1771000000000,
    18),
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', '2026-03-02', 1772442000000, 1772470800000, 'empty', 0, 0, 0, null, null, 0);
insert into flakes (key, place, node, source, title, job, url, red_at, green_at, incident) values
  ('circleci|acme/dbt|main|production|rates_api', 'circleci|acme/dbt|main|production', 'rates_api', 'circleci', 'rates_api failed',
    'rates_api', 'https://circleci.example/jobs/rates_api/1', 1772449200000, 1772449560000, null),
  ('circleci|acme/dbt|main|production|rates_api', 'circleci|acme/dbt|main|production', 'rates_api', 'circleci', 'rates_api failed', null,
    null, 1772459200000, 1772459560000, 1);

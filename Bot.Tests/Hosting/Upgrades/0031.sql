-- An incident that has seen green runs, alerts that somebody expects.
update incidents set says_until = 1772535600000, greens = 2, green_at = 1772530000000, green_run = 'https://circleci.example/jobs/4720',
  asked_at = 1772529000000 where number = 1;
update incident_alerts set split = 1 where key = 'circleci/stock';
insert into expectations (incident, kind, value, until, made_by, made_at, ended_at) values
  (1, 'job', 'dbt_hourly', 1772618400000, 'U0ANA', 1772446000000, null), (3, 'tag', 'größe', 1772020000000, 'U0CHLOE', 1772011000000,
    1772013600000);

-- Pull requests: merged, waiting, and not seen yet.
insert into pull_requests (repository, key, number, url, title, state, head, said, look_at, trouble) values
  ('Acme/dbt', 'acme/dbt', 41, 'https://github.com/Acme/dbt/pull/41', 'Fix the fee column', 'merged',
    '89d1259ef4ae206314e218c775fdb07ab7ac84b2', '{"Title":"Fix the fee column","IsMerged":true,"Merge":"89d1259ef4ae206314e218c775fdb07ab7ac84b2"}',
    null, null),
  ('Acme/dbt', 'acme/dbt', 42, 'https://github.com/Acme/dbt/pull/42', 'Größer', 'open', '79d1259ef4ae206314e218c775fdb07ab7ac84b2',
    '{"Title":"Größer","Head":"79d1259ef4ae206314e218c775fdb07ab7ac84b2"}', null, null),
  ('acme/secret', 'acme/secret', 1, 'https://github.com/acme/secret/pull/1', '', 'unseen', null, '{}', 1772535600000, 'unseen');
insert into incident_pulls (incident, pull, attached_by, attached_at) values
  (1, 1, 'U0ANA', 1772447000000), (1, 2, 'U0BEN', 1772447100000), (3, 3, 'U0CHLOE', 1772011000000);
insert into pull_commits (pull, sha, heard_at, ask_at) values (1, '0d0078b', 1772500000000, 1772500060000);
insert into live_commits (place, key, job, sha, at) values
  ('acme/dbt|production', 'acme/dbt', null, '0d0078b', 1772500000000), ('circleci|dbt_hourly', null, 'circleci|dbt_hourly', '0d0078c', 1772500000000);
insert into github_deliveries (id, at) values ('72d3162e-cc78-11e3-81ab-4c9367dc0958', 1772500000000);

-- Routes: one night for each rotation, alerts that are given time, and alerts that are one line.
insert into nights (until, ended_at, rotation) values (1772528400000, 1772528400000, '01a0386f-1880-79c1-93b6-5bb67c20b5c8');
insert into waiting_alerts (night, source, key, title, description, source_url, branch, environment, first_at, last_at, count, firing,
  incident, metadata, opens) values
  (3, 'circleci', 'fct_orders', 'fct_orders failed', 'out of memory', null, 'main', 'production', 1772490000000, 1772490000000, 1, 1, null,
    '{}', '{"at_night":"in_the_morning"}');
insert into settling_alerts (source, key, title, description, source_url, branch, environment, metadata, opens, until, first_at, last_at,
  count) values
  ('circleci', 'rates_api', 'rates_api failed', '403', 'https://circleci.example/jobs/rates_api/1', 'main', 'production', '{"branch":"main"}',
    '{"at_night":"now"}', 1772618400000, 1772531700000, 1772531700000, 2),
  ('nightly', 'größe', 'Größe', '', null, null, null, '{}', '{}', 1772618400000, 1772531700000, 1772531700000, 1);
insert into alert_lines (source, key, channel, title, source_url, first_at, last_at, count, well_at) values
  ('circleci', 'noise', 'C0TEAM', 'Noise <again>', 'https://circleci.example/jobs/9', 1772442000000, 1772445600000, 12, 1772449200000),
  ('circleci', 'noise', null, 'Noise <again>', null, 1772452800000, 1772452800000, 1, null);
update incidents set call_group = 'S0NIGHT' where number = 7;
update incident_alerts set attributes = '{"layer":["marts"]}' where key = 'circleci/invoices';
insert into alerts (at, source, key, title, description, status, status_word, branch, environment, source_url, metadata, read_leniently,
  body_hash, nth, decision, reason, incident, attributes, route) values
  (1772528400000, 'circleci', 'invoices', 'Invoices failed', '', 'firing', 'failed', 'main', 'production', null, '{"branch":"main"}', 0,
    '3d1b06b01bd7394bfd6242261a9da9e93c9f7138201ae8d19fe4243c577b15dc', 2, 'opened', 'Opened INC-7.', 7,
    '{"branch":["main"],"layer":["marts"]}', 'ed8eedffa8d1');

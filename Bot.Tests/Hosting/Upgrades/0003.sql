-- Alerts: one whose key is longer than a key may be now, one with nothing that can be left out; a night that is over with what
-- waited in it, and one that goes on.
insert into alerts (at, source, key, title, description, status, status_word, branch, environment, source_url, metadata,
  read_leniently, body, decision, reason, incident) values
  (1772445600000, 'circleci', 'orders', 'Orders are late', 'Database error: column "fee" does not exist
in line 2 🚚', 'firing', 'firing', 'main', 'production', 'https://circleci.example/jobs/4713', '{"branch":"main","job":"dbt_hourly"}',
    0, x'7b227469746c65223a224f726465727320617265206c617465227d', 'opened', 'Opened INC-1.', 1),
  (1772445660000, 'airflow', replace('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'x', 'Verspätung der Bestellungen aus Köln, größer als erwartet. '),
    'Bestellungen – verspätet', replace('xxxxxxxxxxxxxxxxxxxx', 'x', 'Das war so und so und so und nicht anders, seit Tagen schon. '),
    'firing', '', null, null, null, '{}', 1, x'00ff80', 'stored', 'Kept, nobody told.', null),
  (1772449200000, 'circleci', 'orders', 'Orders are late', '', 'resolved', 'resolved', 'main', 'production', null, '{"branch":"main"}',
    0, x'', 'recovered', 'It is resolved.', 1);

insert into nights (until, ended_at) values (1772442000000, 1772442000000), (1772528400000, null);

insert into waiting_alerts (night, source, key, title, description, source_url, branch, environment, first_at, last_at, count, firing,
  incident) values
  (1, 'circleci', 'stock', 'Stock is late', '', 'https://circleci.example/jobs/12', 'main', 'production', 1772400000000, 1772410000000, 2,
    1, 2),
  (2, 'airflow', replace('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'x', 'Verspätung der Bestellungen aus Köln, größer als erwartet. '),
    'Bestellungen – verspätet', 'Seit gestern', null, null, null, 1772500000000, 1772500000000, 1, 0, null);

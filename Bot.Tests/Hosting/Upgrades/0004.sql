-- Incidents: one that somebody sees to, one that waits for its lead, one that is over and one that was no incident.
insert into incidents (id, name, status, severity, affected, known, born, declared_by, declared_at, lead, lead_why, storm, resolved_at,
  fix, reopened, channel_name, channel_try, channel_id, channel_trouble, refused_at, told_group) values
  ('01a038f4-c340-765f-adc0-000000000001', 'Orders are late', 'investigating', 'major', 'customers', 'The load stands still', 'declared',
    'U0ANA', 1772445600000, 'U0ANA', 'on call', 0, null, null, 0, 'inc-1-orders-are-late', 1, 'C0INC1', null, null, null),
  ('01a038f4-c340-765f-adc0-000000000002', 'Bestellungen – verspätet 🚚', 'triage', 'minor', 'notsure', null, 'alert', null, 1772449200000,
    'U0BEN', 'on call', 1, null, null, 0, 'inc-2-bestellungen-verspaetet', 2, null, null, null, 'S0NIGHT'),
  ('01a038f4-c340-765f-adc0-000000000003', 'Größe & Länge', 'resolved', 'critical', 'inside', 'Too large', 'declared', 'U0BEN', 1772010000000,
    'U0CHLOE', 'chosen by U0BEN', 0, 1772013600000, 'A larger warehouse; see
https://wiki.example/größe', 2, 'inc-3-groesse', 3, null, 'restricted_action', 1772010060000, null),
  ('01a038f4-c340-765f-adc0-000000000004', 'test', 'declined', 'minor', 'notsure', null, 'alert', null, 1772020000000, null, null, 0,
    1772020600000, null, 0, null, 0, null, null, null, null);

insert into incident_alerts (incident, key, title, source_url, count, first_at, last_at, firing) values
  (1, 'circleci/orders', 'Orders are late', 'https://circleci.example/jobs/4713', 1, 1772445600000, 1772445600000, 0),
  (2, 'airflow/' || replace('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'x', 'Verspätung der Bestellungen aus Köln, größer als erwartet. '),
    'Bestellungen – verspätet', null, 3, 1772449200000, 1772452800000, 1),
  (2, 'circleci/stock', 'Stock is late', null, 1, 1772449100000, 1772449900000, 1),
  (4, 'circleci/test', 'test', null, 1, 1772020000000, 1772020000000, 0);

insert into incident_people (incident, person, why, invite_from, woken, invited_at, trouble) values
  (1, 'U0ANA', 'leads it', 1772445600000, 1, 1772445600500, null),
  (1, 'U0BEN', 'mentioned', 1772445600000, 1, 1772445600500, null),
  (2, 'U0BEN', 'leads it', 1772449200000, 0, null, null),
  (3, 'U0GUS', 'mentioned', 1772010000000, 1, null, 'user_is_restricted');

insert into incident_updates (incident, at, person, text) values
  (1, 1772447400000, 'U0ANA', 'The load runs again, nobody knows why: ärgerlich 🤷'),
  (3, 1772012000000, 'U0CHLOE', replace('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'x', 'We still look for what is so large, table by table. '));

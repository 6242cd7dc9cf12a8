-- Follow-ups: outstanding, done, and one that nobody does.
insert into follow_ups (number, title, owner, due, priority, labels, incident, rotation, channel, ts, link, made_by, made_at, given_by, known_to,
  state, reason, ended_by, ended_at, named_on) values
  (1, 'Test the fee column', 'U0ANA', '2026-03-13', 'normal', '', 1, null, null, null, null, 'U0BEN', 1772447000000, 'U0BEN', 'U0ANA',
    'outstanding', null, null, null, null),
  (2, 'Größe überwachen 📏', 'U0CHLOE', '2026-02-27', 'high', 'monitoring,größe', 3, '01a0386f-1880-79c1-93b6-5bb67c20b5c8', 'C0TEAM',
    '1772012000.000100', 'https://acme-data.slack.com/archives/C0TEAM/p1772012000000100', 'U0CHLOE', 1772012000000, 'U0CHLOE', 'U0CHLOE',
    'done', null, 'U0CHLOE', 1772100000000, '2026-02-26'),
  (3, 'Rewrite it all', 'U0BEN', '2026-06-30', 'low', '', null, null, null, null, null, 'U0ANA', 1772012000000, 'U0ANA', null, 'notdoing',
    'Nobody wants that', 'U0BEN', 1772100000000, null);
insert into follow_up_weeks (rotation, week, at, until_at, state) values
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', '2026-03-02', 1772442000000, 1772470800000, 'empty');
insert into counters (name, value) values ('follow_up', 3);

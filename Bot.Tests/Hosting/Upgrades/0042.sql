-- Notices to readers of data: one over, one mistaken.
insert into notices (incident, about, text, since, expected_at, late_at, given_by, given_at, changed_by, changes, ended, ended_at,
  ended_by) values
  (1, 'exposure.acme.revenue', 'Umsätze sind von gestern', 1772445600000, 1772449200000, 1772449300000, 'U0ANA', 1772446000000, 'U0BEN', 2,
    'over', 1772452800000, 'U0ANA'),
  (4, null, 'All is late', 1772020000000, null, null, 'U0BEN', 1772020100000, 'U0BEN', 0, 'mistaken', 1772020600000, 'U0BEN');
insert into notice_places (notice, channel, removed_at, refusal) values
  (1, 'C0TEAM', null, 'channel_not_found'), (1, 'C0OLD', 1772447000000, null), (2, 'C0TEAM', null, null);
insert into notice_channels (kind, whose, channel) values
  ('exposure', 'exposure.acme.revenue', 'C0TEAM'), ('rotation', '01a0386f-1880-79c1-93b6-5bb67c20b5c8', 'C0TEAM');

-- One rotation, on a Monday at nine in London, and the user group that it keeps.
insert into rotations (id, made_at, made_by, changes_at) values
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', 1772442000000, 'U0ANA', 1773046800000);

insert into rotation_settings (rotation, valid_from, saved_by, name, members, hand_off, zone, days, opens, closes, group_handle,
  group_out_of_hours, named, alert_group) values
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', 1772442000000, 'U0ANA', 'Data responder', '["U0ANA","U0BEN","U0CHLOE"]', '0 9 * * 1',
    'Europe/London', 62, 540, 1020, 'data-responder', 'nextresponder', '[]', null),
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', 1772445600000, 'U0BEN', 'Data responder', '["U0ANA","U0BEN","U0CHLOE"]', '0 9 * * 1',
    'Europe/London', 62, 540, 1020, 'data-responder', 'named', '["U0CHLOE"]', 'S0NIGHT');

insert into shifts (rotation, starts, ends, person, why, announced) values
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', 1772442000000, 1773046800000, 'U0ANA', 'next in turn', 1),
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', 1773046800000, 1773651600000, 'U0BEN', 'next in turn', null),
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', 1773651600000, 1774256400000, 'U0CHLOE', 'next in turn', null);

insert into user_groups (handle, id, name, attempted_at, members, looked_at, trouble) values
  ('data-responder', 'S0DATA', 'Data responder', 1772442000000, '["U0ANA"]', 1772442000000, null),
  ('data-night', null, 'Data night', 1772442000000, null, 0, 'permission_denied: an admin can let members make user groups.');

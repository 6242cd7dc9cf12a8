-- A rotation that has ended, in a channel and with owners of its own.
insert into rotations (id, made_at, made_by, changes_at, ended_at) values
  ('01a03800-0000-79c1-93b6-000000000002', 1771837200000, 'U0CHLOE', 1772442000000, 1772020000000);

insert into rotation_settings (rotation, valid_from, saved_by, name, members, hand_off, zone, days, opens, closes, group_handle,
  group_out_of_hours, named, alert_group, own_zones, owners, channel) values
  ('01a03800-0000-79c1-93b6-000000000002', 1771837200000, 'U0CHLOE', 'Équipe «Coûts»', '["U0CHLOE"]', '0 9 * * 1', 'Europe/Paris', 62, 1320,
    360, null, 'keeplast', '[]', null, 1, '["U0BEN"]', 'C0TEAM');

insert into history (at, actor, subject, verb, before, after, why) values
  (1772020000000, 'U0CHLOE', 'rotation:01a03800-0000-79c1-93b6-000000000002', 'ended', null, null, null);

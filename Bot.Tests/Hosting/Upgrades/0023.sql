insert into people (id, team, name, zone, deleted, guest, admin, bot, seen_at, updated, full_name, handle, outside) values
  ('U0STRANGER', 'T0STRANGERS', 'Stranger', 'Etc/UTC', 0, 0, 0, 0, 1772442000000, 1772000000, null, null, 1);

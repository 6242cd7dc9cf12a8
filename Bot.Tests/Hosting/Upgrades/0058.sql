-- A store that was restored from a backup; who is on call by it was confirmed. Numbers of covers come from rows.
insert into restores (as_of, began_at) values (1772300000000, 1772301000000);
insert into restored_rotations (rotation, restored_at, confirmed_by, confirmed_at) values
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', 1772301000000, 'U0ANA', 1772302000000);
insert into backups (due, tried_at, done_at, file, bytes, trouble) values
  (1772416800000, 1772416800000, 1772416805000, 'backups/bot-2026-03-02.zip', 5123456789, null),
  (1772503200000, 1772503200000, null, null, null, 'The disk is full.');
insert into wakes (subject, version, due_at, tries, lane, as_of) values ('incident:3', 1, 1772528400000, 0, 1, 1772300000000);
insert into cover_requests (number, rotation, starts, ends, away, made_by, made_at, state, closed_by) values
  (4, '01a0386f-1880-79c1-93b6-5bb67c20b5c8', 1773738000000, 1773766800000, 'U0CHLOE', 'U0CHLOE', 1772528400000, 'cancelled', 'U0CHLOE');
update counters set value = 4 where name = 'cover_request';

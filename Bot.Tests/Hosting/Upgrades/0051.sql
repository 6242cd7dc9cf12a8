insert into closings (incident, ended_at, answered_by, answered_at, outcome, wrong_from, wrong_until, backfill, told, none_needed,
  by_itself, named_on) values
  (3, 1772013600000, 'U0CHLOE', 1772014000000, 'fixed', '2026-02-24', '2026-02-25', 'done', 'notneeded', 1, 0, '2026-02-25'),
  (5, 1770003600000, null, null, null, null, null, null, null, 0, 1, null);

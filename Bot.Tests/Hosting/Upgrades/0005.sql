-- Hours that others took, took back, or were asked to take.
insert into cover_requests (rotation, starts, ends, away, made_by, made_at, why, state, closed_by, remind_at, reminded, escalate_at,
  escalated) values
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', 1772460000000, 1772470000000, 'U0ANA', 'U0ANA', 1772445600000, 'Zahnärztin', 'taken', 'U0CHLOE',
    null, 1, null, 0),
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', 1773133200000, 1773162000000, 'U0BEN', 'U0BEN', 1772446000000, null, 'open', null,
    1773100000000, 0, 1773120000000, 0);

insert into cover_asked (request, person, declined) values
  (1, 'U0CHLOE', 0), (1, 'U0BEN', 1), (2, 'U0CHLOE', 0);

insert into covers (rotation, starts, ends, until, away, covering, request, made_by, made_at, why, cancelled_by, unfit) values
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', 1772460000000, 1772470000000, 1772470000000, 'U0ANA', 'U0CHLOE', 1, 'U0CHLOE', 1772446000000,
    'Zahnärztin', null, 0),
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', 1772480000000, 1772485000000, 1772490000000, 'U0ANA', 'U0BEN', null, 'U0ANA', 1772447000000,
    null, 'U0ANA', 1);

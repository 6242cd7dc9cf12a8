-- Homes and briefs as they were sent; somebody who left, and somebody who came back.
insert into homes (person, opened_at, hash) values
  ('U0ANA', 1772442000000, 'f6cb742970eff76e'), ('U0BEN', 1772442000000, null);

insert into briefs (person, day, part, at, until, state, sections) values
  ('U0ANA', '2026-03-02', '', 1772442000000, 1772470800000, 'sent', '[{"Text":"*You are on call* until Mon 9 Mar.","Said":"You are on call"}]'),
  ('U0BEN', '2026-03-02', '', 1772460000000, 1772488800000, 'empty', '[]'),
  ('U0CHLOE', '2026-02-27', '01a0386f-1880-79c1-93b6-5bb67c20b5c8:1772442000000', 1772182800000, 1772211600000, 'missed',
    '[{"Text":"Grüße 🌞"}]');

insert into shift_briefed (rotation, starts, person, at) values
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', 1772442000000, 'U0ANA', 1772442000000);

insert into shift_taken (rotation, starts, person, at) values
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', 1772442000000, 'U0ANA', 1772442300000);

insert into departures (person, at, told_at, returned_at) values
  ('U0DORA', 1771000000000, 1771000060000, 1771500000000), ('U0DORA', 1772000000000, 1772000060000, null);

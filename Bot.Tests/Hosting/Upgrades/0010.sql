-- A leave that leaves its person's turns out.
insert into leaves (person, first_day, last_day, made_by, made_at, ended_by, leaves_out_turns) values
  ('U0CHLOE', '2026-05-04', '2026-05-08', 'U0CHLOE', 1772442000000, null, 1);

-- Who is away when: one leave was taken back; holidays that two follow.
insert into leaves (person, first_day, last_day, made_by, made_at, ended_by) values
  ('U0BEN', '2026-02-09', '2026-02-13', 'U0BEN', 1770000000000, null),
  ('U0ANA', '2026-12-24', '2027-01-03', 'U0CHLOE', 1770000000000, 'U0ANA');

insert into holiday_lists (id, name, saved_by, saved_at) values
  ('uk', 'England und Wales', 'U0ANA', 1770000000000), ('fr', 'Île-de-France', 'U0CHLOE', 1770000000000);

insert into holidays (list, day, name) values
  ('uk', '2026-12-25', 'Christmas Day'), ('uk', '2026-04-03', 'Good Friday'), ('fr', '2026-07-14', 'Fête nationale');

insert into holiday_followers (person, list) values ('U0CHLOE', 'fr'), ('U0ANA', 'uk');

update rotations set absences_at = 1773046800000 where id = '01a0386f-1880-79c1-93b6-5bb67c20b5c8';

insert into cover_requests (rotation, starts, ends, away, made_by, made_at, state, cause) values
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', 1770627600000, 1770656400000, 'U0BEN', 'U0BEN', 1770000000000, 'ended', 'absence');

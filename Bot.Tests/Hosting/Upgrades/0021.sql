insert into rotations (id, made_at, made_by, changes_at, ended_at, absences_at, ended_by) values
  ('01a03800-0000-79c1-93b6-000000000003', 1771837200000, 'U0BEN', 1772442000000, 1772030000000, 0, 'U0BEN');

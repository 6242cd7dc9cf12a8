-- One of the rotation that has ended.
insert into incidents (id, name, status, severity, affected, born, declared_by, declared_at, since, opened_at, lead, lead_why, touched,
  resolved_at, fixed_at, ended_by, waitings, rotation) values
  ('01a038f4-c340-765f-adc0-000000000006', 'Kosten', 'closed', 'minor', 'inside', 'declared', 'U0CHLOE', 1771900000000, 1771900000000,
    1771900000000, 'U0CHLOE', 'on call', 1, 1771903600000, 1771903600000, 'U0CHLOE', 1, '01a03800-0000-79c1-93b6-000000000002');

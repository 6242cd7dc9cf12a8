-- A private one, with one inside it.
insert into incidents (number, id, name, status, severity, affected, born, declared_by, declared_at, since, opened_at, lead, lead_why,
  lead_chosen, touched, waitings, rotation, private) values
  (10, '01a038f4-c340-765f-adc0-000000000010', 'Salaries are seen by all', 'investigating', 'critical', 'inside', 'declared', 'U0CHLOE',
    1772530000000, 1772530000000, 1772530000000, 'U0CHLOE', 'declared it', 1, 1, 0, '01a0386f-1880-79c1-93b6-5bb67c20b5c8', 1);
update counters set value = 10 where name = 'incident';
insert into incident_people (incident, person, why, invite_from, woken, invited_at, inside) values
  (10, 'U0CHLOE', 'leads it', 1772530000000, 1, 1772530000000, 1), (10, 'U0BEN', 'is in its channel', 1772530000000, 1, 1772530000000, 1);

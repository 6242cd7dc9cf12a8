-- One that went into another, and one that waits to be accepted.
insert into incidents (number, id, name, status, severity, affected, born, declared_by, declared_at, since, opened_at, lead, lead_why,
  touched, resolved_at, fixed_at, ended_by, waitings, rotation, merged_into, unaccepted) values
  (8, '01a038f4-c340-765f-adc0-000000000008', 'Orders again', 'resolved', 'minor', 'inside', 'declared', 'U0BEN', 1772447000000,
    1772447000000, 1772447000000, 'U0BEN', 'took it', 1, 1772448000000, 1772448000000, 'U0ANA', 1, '01a0386f-1880-79c1-93b6-5bb67c20b5c8', 1,
    0),
  (9, '01a038f4-c340-765f-adc0-000000000009', 'Perhaps slow', 'triage', 'minor', 'notsure', 'declared', 'U0CHLOE', 1772531000000,
    1772531000000, 1772531000000, 'U0ANA', 'on call', 0, null, null, null, 0, '01a0386f-1880-79c1-93b6-5bb67c20b5c8', null, 1);
update counters set value = 9 where name = 'incident';
update incident_alerts set asked = 2 where key = 'circleci/invoices';

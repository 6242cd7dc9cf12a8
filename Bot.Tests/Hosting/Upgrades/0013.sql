-- Somebody was called by hand, where the same people were called for another incident just before.
insert into incident_calls (incident, waiting, since, step, at, urgency, people, user_group, waited_for, called_in, dirty) values
  (2, 1, 1772449200000, 'byhand', 1772449800000, 'urgent', '["U0CHLOE","U0ANA"]', null, 'U0BEN', 1, 0),
  (2, 1, 1772449200000, 'byhand', 1772449900000, 'urgent', '[]', 'S0NIGHT', 'U0BEN', null, 0);

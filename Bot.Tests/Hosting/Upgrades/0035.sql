-- What is promised of the next update, who hears of an incident in private, and who is to be told what they were handed.
insert into next_updates (incident, chosen, since, due_at, reminded, remind_at, reminders, person) values
  (1, 120, 1772528400000, 1772535600000, 1, 1772537400000, 1, 'U0ANA'), (3, null, null, null, 0, null, 0, null);
insert into subscribers (incident, person, after_update, after_line) values (1, 'U0CHLOE', 1, 1), (3, 'U0BEN', 0, 0);
insert into lead_notes (incident, person, given_by, why, due_at, woken) values
  (1, 'U0ANA', 'U0BEN', 'you know the load', 1772446000000, 1), (9, 'U0ANA', 'U0CHLOE', null, 1772532000000, 0);

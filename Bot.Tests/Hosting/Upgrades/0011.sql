-- Who was called in the two waitings of one incident, and in that of another, whose group the migration has put there already.
update incidents set calls_due_at = 1772450000000 where number = 2;
update incidents set ended_by = 'U0CHLOE' where number = 3;
update incident_alerts set metadata = '{"branch":"main","commit":"0c87555"}' where incident = 1;
update waiting_alerts set metadata = '{"branch":"main","schön":"ja"}' where night = 1;

insert into incident_lines (incident, at, actor, thread, lasted, in_update, dirty, reply_dirty) values
  (1, 1772445660000, 'U0ANA', 0, null, 1, 0, 0), (3, 1772013600000, 'U0CHLOE', 1, 3600000, null, 0, 0);

insert into history (at, actor, subject, verb, before, after, why, line) values
  (1772445660000, 'U0ANA', 'incident:1', 'status', 'triage', 'investigating', null, 1),
  (1772013600000, 'U0CHLOE', 'incident:3', 'fix', null, 'A larger warehouse', null, 2);

insert into incident_calls (incident, since, step, at, urgency, cause, people, user_group, expanded, reached, waited_for, answered_by,
  dirty) values
  (1, 1772445600000, 'lead', 1772445600000, 'major', null, '["U0ANA"]', null, 0, 1, 'U0ANA', 'U0ANA', 0),
  (1, 1772446000000, 'lead', 1772446000000, 'urgent', 'came back', '["U0ANA"]', null, 0, 1, 'U0ANA', 'U0ANA', 0),
  (1, 1772446000000, 'leadagain', 1772446300000, 'urgent', null, '["U0ANA"]', null, 0, 1, 'U0ANA', 'U0ANA', 0),
  (2, 1772449200000, 'lead', 1772449500000, 'urgent', null, '["U0BEN"]', null, 0, 1, 'U0BEN', null, 0);

-- What is written after incidents: one that is owed, one that is done and has a canvas.
insert into postmortems (incident, state, owner, due, given_by, day_by, made_by, made_at, started_at, reviewed_at, reason, ended_by,
  ended_at, named_on, drafted_at, how, why, views, canvas, canvas_channel, canvas_mark, canvas_attempted, canvas_trouble, facts,
  facts_trouble) values
  (3, 'completed', 'U0CHLOE', '2026-03-04', 'U0BEN', 'U0CHLOE', 'U0BEN', 1772013600000, 1772013700000, 1772013800000, null, 'U0CHLOE',
    1772013900000, '2026-03-02', 1772013650000, 'composed', 'away', '', 'F0CANVAS', 'C0TEAM', 'temp:C:1', 1772013660000, null,
    '| Severity | Critical |', 'edited'),
  (5, 'notneeded', null, null, null, null, 'U0ANA', 1770003600000, null, null, 'Too small', 'U0ANA', 1770003700000, null, null, null, null,
    null, null, null, null, null, 'canvas_disabled_user_team', null, null);
insert into postmortem_sections (incident, nth, heading, body, edited_by, edited_at) values
  (3, 1, 'What happened', 'The warehouse was too small.

* größer
* länger', 'U0CHLOE', 1772013750000), (3, 2, 'What we learned', '', null, null);

insert into briefs (person, day, part, at, until, state, sections, hands_over) values
  ('U0ANA', '2026-02-27', '', 1772182800000, 1772211600000, 'sent', '[{"Text":"*You are on call* from Monday.","IsAhead":true}]', 1);

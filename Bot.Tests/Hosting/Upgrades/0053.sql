insert into handover_words (rotation, author, words, written_at, changed_at, handed_at, reader) values
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', 'U0CHLOE', 'Watch the fee column 👀', 1772400000000, 1772401000000, 1772442000000, 'U0ANA'),
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', 'U0ANA', 'Rates are slow on Mondays', 1772528400000, 1772528400000, null, null);
insert into review_weeks (due, channel, at, until_at, state) values (1772445600000, 'C0TEAM', 1772445600000, 1772488800000, 'missed');

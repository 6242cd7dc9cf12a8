-- Requests: one that waits, one that was answered, one that went silent.
insert into requests (number, rotation, channel, ts, thread, asker, made_by, words, link, is_private, is_followed, asked_at, state, last_word,
  answered_by, answered_at, closed_by, ended_at, told_at, back, back_at, shown) values
  (1, '01a0386f-1880-79c1-93b6-5bb67c20b5c8', 'C0TEAM', '1772528500.000100', '1772528500.000100', 'U0BEN', null, 'Why are orders so low? 📉',
    'https://acme-data.slack.com/archives/C0TEAM/p1772528500000100', 0, 1, 1772528500000, 'waiting', 1772528500000, null, null, null, null,
    null, null, null, 'eyes'),
  (2, '01a0386f-1880-79c1-93b6-5bb67c20b5c8', 'C0TEAM', '1772445700.000100', '1772445600.000100', 'U0CHLOE', 'U0BEN', 'Größe?', null, 1, 0,
    1772445700000, 'closed', 1772446000000, 'U0ANA', 1772446000000, 'U0ANA', 1772447000000, 1772445760000, 'U0ANA', 1772445800000, '');
insert into counters (name, value) values ('request', 2);

-- The workspace, two of whose people are odd ones, and what stands in Slack so far.
insert into settings (key, value) values
  ('team', 'T0SANDBOX01'),
  ('announcement_channel', 'C0NEWS'),
  ('trouble_told_on', '2026-02-27');

insert into people (id, team, name, zone, deleted, guest, admin, bot, seen_at) values
  ('U0ANA', 'T0SANDBOX01', 'Ana', 'Europe/London', 0, 0, 0, 0, 1772442000000),
  ('U0BEN', 'T0SANDBOX01', 'Ben', 'America/New_York', 0, 0, 0, 0, 1772442000000),
  ('U0CHLOE', 'T0OTHER T0SANDBOX01', 'Chloé', 'Europe/Paris', 0, 0, 1, 0, 1772442000000),
  ('U0DORA', 'T0SANDBOX01', 'Dora 🚚 Ελένη', 'Europe/Berlin', 1, 0, 0, 0, 1772442000000),
  ('U0GUS', 'T0SANDBOX01', 'Gus', 'Europe/Berlin', 0, 1, 0, 0, 1772442000000),
  ('U0SAM', 'T0STRANGERS', 'Sam', 'America/Chicago', 0, 0, 0, 0, 1772442000000),
  ('U0APP', null, 'CircleCI', 'Etc/UTC', 0, 0, 0, 1, 1772442000000),
  ('U0NOTEAM', null, 'somebody', 'Asia/Kolkata', 0, 0, 0, 0, 0);

insert into history (at, actor, subject, verb, before, after, why) values
  (1772182800000, 'slack', 'setting:team', 'set', null, 'T0SANDBOX01', null),
  (1772182801000, 'U0ANA', 'setting:announcement_channel', 'set', 'C0OLD', 'C0NEWS', 'Umlaute: äöü, 漢字, 🚚');

insert into answers (key, at, answer) values
  ('action:U0ANA:1772182800.184436:incident_on_it', 1772182800000, null),
  ('command:1772182800.7:cover', 1772182800000, '{"text":"Nobody is on call."}');

insert into wakes (subject, version, due_at, tries, parked, parked_at) values
  ('home:U0ANA', 3, 1772442000000, 0, null, null),
  ('home:U0GUS', 1, 1772442000000, 5, 'user_not_found', 1772442060000);

insert into posts (slot, channel, thread, attempted_at, ts, hash) values
  ('incident:3:card', 'C0NEWS', null, 1772013600000, '1772013600.000200', '0c87555ea719ab80'),
  ('incident:3:reply:1', 'C0NEWS', '1772013600.000200', null, null, null);

insert into marks (slot, value, attempted_at, done_at) values
  ('incident:3:topic', 'INC-3 · Größe & Länge', 1772013600000, 1772013600500),
  ('incident:3:bookmark', 'https://circleci.example/jobs/4713?a=1&b=%20', 1772013600000, null);

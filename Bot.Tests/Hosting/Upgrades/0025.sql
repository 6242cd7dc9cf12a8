-- Several bots on one store, one of which is gone; what senders sent, and alerts that refer to it.
insert into people (id, team, name, zone, deleted, guest, admin, bot, seen_at, updated, full_name, handle, outside) values
  ('U0GUEST2', 'T0SANDBOX01', 'Zoë', 'Europe/Berlin', 0, 1, 0, 0, 1772442000000, 1772000000, 'Zoë Ünal', 'zoe', 1);
insert into bodies (hash, bytes, at) values
  ('3d1b06b01bd7394bfd6242261a9da9e93c9f7138201ae8d19fe4243c577b15dc', x'7b227469746c65223a2253746f636b227d00fe', 1772452800000);
insert into alerts (at, source, key, title, description, status, status_word, branch, environment, source_url, metadata, read_leniently,
  body_hash, nth, decision, reason, incident) values
  (1772452800000, 'circleci', 'stock', 'Stock is late', '', 'firing', 'failed', 'main', 'production', null, '{"branch":"main"}', 0,
    '3d1b06b01bd7394bfd6242261a9da9e93c9f7138201ae8d19fe4243c577b15dc', 1, 'joined', 'Joined INC-2.', 2);
insert into wakes (subject, version, due_at, tries, lane, claimed_by, claimed_until) values
  ('incident:1', 7, 1772452800000, 1, 0, 'bot-that-is-gone', 1772452830000);
insert into turns (name, holder, until) values ('ticks', 'bot-that-is-gone', 1772452830000);
insert into pauses (what, until) values ('chat.postMessage C0NEWS', 1772452801000);
insert into replicas (id, sockets, wanted, brought_at, until, ahead) values
  ('bot-that-is-gone', 2, 2, 1772452800000, 1772452830000, -12);
insert into lost_channels (channel, refusal) values ('C0GONE', 'channel_not_found'), ('C0BACK', null);
insert into declared_forms (incident, view_id, opened_wire) values (1, 'V0PX3BD8BUN', 1772445600000);
insert into changes (bot, newest, at) values ('bot-that-is-gone', '01a038f4', 1772452800000);
update user_groups set attempted_wire = 1772442000000 where handle = 'data-night';
update incidents set forgotten_at = 1770800000000 where number = 5;
insert into posts (slot, channel, thread, attempted_at, ts, hash, attempted_wire) values
  ('incident:5:card', 'C0INC5', null, 1770000000000, '1770000000.000200', '0c87555ea719ab80', 1770000000000);
insert into marks (slot, value, attempted_at, done_at, attempted_wire) values
  ('incident:5:topic', 'INC-5 · Rates', 1770000000000, 1770000000500, 1770000000000);
-- From here on numbers of incidents come from the row.
insert into incidents (number, id, name, status, severity, affected, born, declared_at, since, opened_at, lead, lead_why, waiting_since,
  waitings, storm, rotation, kinds, firing_kinds, joined_at) values
  (7, '01a038f4-c340-765f-adc0-000000000007', 'Invoices failed', 'triage', 'critical', 'customers', 'alert', 1772528400000, 1772528400000,
    1772528400000, 'U0ANA', 'on call', 1772528400000, 1, 0, '01a0386f-1880-79c1-93b6-5bb67c20b5c8', 1, 1, 1772528400000);
update counters set value = 7 where name = 'incident';
insert into incident_alerts (incident, key, title, source_url, count, first_at, last_at, firing, joined_at, metadata, left_firing) values
  (7, 'circleci/invoices', 'Invoices failed', null, 1, 1772528400000, 1772528400000, 1, 1772528400000, '{"branch":"main"}', 0);

-- Where changes are told to: one that is paused, with what it was told and what it is to be told yet.
insert into webhooks (id, name, kinds, seer, shown, sealed, made_by, made_at, taken_at, failing_at, failing, failing_since, held_until,
  failures, stopped_at, stopped_by, stopped) values
  ('2ea9777fc931', 'Größen', 'incidents followups oncall', 'U0ANA', 'https://hooks.example/…', 'CfDJ8SealedWithAKeyOfThen', 'U0ANA',
    1772442000000, 1772442060000, 1772443000000, '503', 1772443000000, 1772446600000, 4, 1772447000000, 'U0ANA', 'paused');
insert into webhook_events (message, webhook, subject, type, body, at, since, next_at, tries, taken_at, gave_up_at, answer) values
  ('msg_1', '2ea9777fc931', 'incident:1', 'incident.declared', '', 1772445600000, 1772445600000, 1772445600000, 1, 1772445601000, null, '200'),
  ('msg_2', '2ea9777fc931', 'incident:1', 'incident.changed', '', 1772446600000, 1772446600000, 1772446600000, 9, null, 1772447000000, '503'),
  ('msg_3', '2ea9777fc931', 'followup:1', 'followup.made', '{"title":"Größer"}', 1772447100000, 1772447100000, 1772447100000, 0, null, null,
    null);
insert into webhook_on_call (rotation, person) values ('01a0386f-1880-79c1-93b6-5bb67c20b5c8', 'U0ANA');

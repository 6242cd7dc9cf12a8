-- Where alerts go: one place takes them, one is paused after it took nothing.
insert into destinations (id, name, kind, shown, sealed, made_by, made_at, taken_at, refused_at, refused, failing_at, failing, failures,
  paused_until) values
  ('0c87555ea719', 'PagerDuty', 'pagerduty', 'pagerduty …4e1f', 'CfDJ8SealedWithAKeyOfThen', 'U0ANA', 1772442000000, 1772528401000, null,
    null, null, null, 0, null),
  ('1d98666fb820', 'Größter Empfänger', 'webhook', 'https://hooks.example/…', 'CfDJ8SealedToo', 'U0CHLOE', 1772442000000, null, 1772443000000,
    '410 Gone', 1772444000000, 'It did not answer in 10 s.', 8, 1772452800000);
insert into forwards (destination, subject, status, incident, body, at, since, next_at, tries, taken_at, gave_up_at, gave_up) values
  ('0c87555ea719', 'circleci/invoices', 'firing', 7,
    '{"id":"f1","is_firing":true,"at":"2026-03-03T09:00:00+00:00","title":"Invoices failed","source":"circleci","deduplication_key":"invoices"}',
    1772528400000, 1772528400000, 1772528400000, 1, 1772528401000, null, null),
  ('1d98666fb820', 'circleci/orders', 'firing', null,
    '{"id":"f2","is_firing":true,"at":"2026-03-02T10:00:00+00:00","title":"Orders are late","source":"circleci","deduplication_key":"orders"}',
    1772445600000, 1772445600000, 1772452800000, 8, null, 1772455000000, 'It did not answer in 10 s.');

-- Sources made in Slack; one was revoked, and one is known by the configuration.
insert into sources (name, kind, secret, secret_at, made_by, made_at, revoked_by, revoked_at, refused, refused_at, per_minute,
  expected_every, expected_at, silent_at) values
  ('nightly', 'http', null, null, 'U0ANA', 1772442000000, null, null, 0, null, 120, 604800000, 1772442000000, null),
  ('old-hook', 'alertmanager', 'CfDJ8OldSecretThatWasSealedWithAKeyOfThen', 1771000000000, 'U0CHLOE', 1771000000000, 'U0ANA',
    1772000000000, 3, 1772100000000, null, null, null, 1771900000000),
  ('circleci', null, null, null, 'U0ANA', 1772442000000, null, null, 0, null, 0, null, null, null);
insert into source_tokens (hash, source, until) values
  ('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'nightly', null),
  ('0000c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'nightly', 1772528400000);
insert into awake (what, since, looked_at, looked_by, looked_wire) values
  ('intake', 1772442000000, 1772528400000, 'bot-that-is-gone', 1772528400000);

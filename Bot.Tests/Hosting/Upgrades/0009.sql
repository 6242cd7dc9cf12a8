-- Links to calendars: of somebody's own hours, and one of a rotation that was taken back.
insert into calendar_links (token_hash, person, rotation, made_at, fetched_at, revoked_at) values
  (x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1eff', 'U0ANA', null, 1772442000000, 1772445600000, null),
  (x'ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e00', 'U0BEN', '01a0386f-1880-79c1-93b6-5bb67c20b5c8', 1772442000000,
    null, 1772452800000);

insert into calendar_events (uid, shown, sequence, modified_at, ends) values
  ('01a0386f-1880-79c1-93b6-5bb67c20b5c8-1772442000', 'On call: Ana|1772442000|1773046800|Europe/London', 2, 1772445600000, 1773046800000);

insert into hooks (source, read_by, fields, last_at, last_by, bodies) values
  ('nightly', 'own', '{"title":"$.name","status":"$.state"}', 1772528400000, 'own',
    '["3d1b06b01bd7394bfd6242261a9da9e93c9f7138201ae8d19fe4243c577b15dc"]'),
  ('old-hook', null, null, null, null, '[]');

-- Long over, and put away.
insert into incidents (id, name, status, severity, affected, born, declared_by, declared_at, since, opened_at, lead, lead_why, touched,
  resolved_at, fixed_at, fix, ended_by, channel_name, channel_try, channel_id, waitings, put_away_at, archived_at) values
  ('01a038f4-c340-765f-adc0-000000000005', 'Rates: old ones', 'resolved', 'minor', 'inside', 'declared', 'U0ANA', 1770000000000, 1770000000000,
    1770000000000, 'U0ANA', 'on call', 1, 1770003600000, 1770003600000, 'Loaded again', 'U0ANA', 'inc-5-rates-old-ones', 1, 'C0INC5', 1,
    1770700000000, 1770700060000);

-- Issues of follow-ups: one that is closed, and one that is not made yet.
insert into follow_up_issues (follow_up, repository, key, repository_id, mark, number, url, wanted_by, wanted_at, attempted_at, closed,
  seen_at, closing, opening, look_at, trouble) values
  (2, 'Acme/dbt', 'acme/dbt', 123456789012, '<!-- follow-up 2 -->', 77, 'https://github.com/Acme/dbt/issues/77', 'U0CHLOE', 1772012000000,
    1772012000000, 1, 1772100000000, 1772100001000, 1772050000000, 1772618400000, 'refused'),
  (3, 'Acme/dbt', 'acme/dbt', null, '<!-- follow-up 3 -->', null, null, 'U0BEN', 1772012000000, null, 0, null, null, null, null, null);

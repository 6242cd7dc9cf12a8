update pull_requests set repository_id = 123456789012 where key = 'acme/dbt';
update live_commits set ran_at = 1772499000000 where key = 'acme/dbt';

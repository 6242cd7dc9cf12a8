-- A repository is known by GitHub's id of it, which stays when it is renamed or moved; null while nobody has said it.
alter table pull_requests add column repository_id bigint;
create index pull_requests_repository on pull_requests (repository_id) where repository_id is not null;

-- What may still become something else is asked about whenever an open incident shows it.
update pull_requests set look_at = 0 where look_at is null and state not in ('merged', 'deployed');

-- Since when a commit runs, as its sender says: what is heard of late is older.
alter table live_commits add column ran_at bigint;

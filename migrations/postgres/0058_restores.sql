-- Backups that this store was restored from; one of a backup file stands in it already, and begins at the first start on it.
create table restores (
  as_of    bigint primary key,          -- when the backup was made
  began_at bigint                       -- when a bot began on it; null until one does
);

-- Whose user group and hand-offs wait until somebody says that who is on call by the backup is right.
create table restored_rotations (
  rotation     text collate "C" primary key references rotations,
  restored_at  bigint not null,
  confirmed_by text collate "C",
  confirmed_at bigint
);

-- The daily backups, by when each was due.
create table backups (
  due      bigint primary key,
  tried_at bigint not null,
  done_at  bigint,
  file     text collate "C",
  bytes    bigint,
  trouble  text collate "C"                          -- why it is not done
);

-- What was on its way when a backup was made, which may be in Slack since: as of when.
alter table wakes add column as_of bigint;

-- Covers are counted as incidents are, so that their numbers can jump.
insert into counters (name, value) select 'cover', coalesce(max(number), 0) from covers;
insert into counters (name, value) select 'cover_request', coalesce(max(number), 0) from cover_requests;

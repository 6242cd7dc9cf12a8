-- Backups that this store was restored from; one of a backup file stands in it already, and begins at the first start on it.
create table restores (
  as_of    integer primary key,          -- when the backup was made
  began_at integer                       -- when a bot began on it; null until one does
) strict;

-- Whose user group and hand-offs wait until somebody says that who is on call by the backup is right.
create table restored_rotations (
  rotation     text primary key references rotations,
  restored_at  integer not null,
  confirmed_by text,
  confirmed_at integer
) strict;

-- The daily backups, by when each was due.
create table backups (
  due      integer primary key,
  tried_at integer not null,
  done_at  integer,
  file     text,
  bytes    integer,
  trouble  text                          -- why it is not done
) strict;

-- What was on its way when a backup was made, which may be in Slack since: as of when.
alter table wakes add column as_of integer;

-- Covers are counted as incidents are, so that their numbers can jump.
insert into counters (name, value) select 'cover', coalesce(max(number), 0) from covers;
insert into counters (name, value) select 'cover_request', coalesce(max(number), 0) from cover_requests;

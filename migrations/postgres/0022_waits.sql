-- Since when a subject has failed without a success between, in wire time, and what stood in its way last.
alter table wakes add column waiting_since bigint;
alter table wakes add column waiting_why text collate "C";
-- What admins have been told that it is wrong, and who hears of it again: workspace time.
create table troubles (
  what    text collate "C" primary key,
  told_at bigint not null
);
create table trouble_hearers (
  person  text collate "C" primary key,
  told_at bigint not null
);
delete from settings where key = 'trouble_told_on';

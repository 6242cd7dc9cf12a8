-- Since when a subject has failed without a success between, in wire time, and what stood in its way last.
alter table wakes add column waiting_since integer;
alter table wakes add column waiting_why text;
-- What admins have been told that it is wrong, and who hears of it again: workspace time.
create table troubles (
  what    text primary key,
  told_at integer not null
) strict;
create table trouble_hearers (
  person  text primary key,
  told_at integer not null
) strict;
delete from settings where key = 'trouble_told_on';

-- The same on every store: numbers that people see come from a row, and the order of lists from a column.
create table counters (
  name  text primary key,
  value integer not null
) strict;
insert into counters (name, value) select 'incident', coalesce(max(number), 0) from incidents;

alter table cover_asked add column place integer not null default 0;
alter table holiday_followers add column place integer not null default 0;
update cover_asked set place = rowid;
update holiday_followers set place = rowid;

-- The same on every store: numbers that people see come from a row, and the order of lists from a column.
create table counters (
  name  text collate "C" primary key,
  value bigint not null
);
insert into counters (name, value) select 'incident', coalesce(max(number), 0) from incidents;

alter table cover_asked add column place bigint not null default 0;
alter table holiday_followers add column place bigint not null default 0;

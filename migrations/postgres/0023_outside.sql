-- Whether somebody cannot act in the workspace of the bot: an app, gone, a guest, or of another workspace.
alter table people add column outside bigint not null default 0;
update people set outside = 1 where deleted = 1 or guest = 1 or bot = 1
  or ' ' || team || ' ' not like '% ' || (select value from settings where key = 'team') || ' %';
create index people_outside on people (id) where outside = 1;

-- When Slack last changed a profile (unix seconds): of two answers that arrive out of order the older one is left aside.
alter table people add column updated bigint not null default 0;

-- Whether a brief tells of hours that are not over: its buttons are kept true until they are.

alter table briefs add column hands_over bigint not null default 0;
create index briefs_hands_over on briefs (person) where hands_over = 1;

-- Since when what was told is seen to be well, and what each message about trouble says: workspace time.
alter table troubles add column over_at bigint;
create table trouble_lines (
  round   text collate "C" not null,  -- when it was told
  what    text collate "C" not null,
  effect  text collate "C" not null,
  remedy  text collate "C" not null,
  over_at bigint,
  primary key (round, what)
);
-- Whose holidays others have changed, who were not told yet: what they had before.
create table holiday_news (
  person  text collate "C" primary key,
  list    text collate "C",              -- the list that they followed; null: none
  days    text collate "C" not null,     -- its days to come
  by      text collate "C" not null,     -- who changed them since
  since   bigint not null,
  tell_at bigint not null                -- when their hours open; sooner where a change is near
);

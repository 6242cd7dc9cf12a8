-- Since when what was told is seen to be well, and what each message about trouble says: workspace time.
alter table troubles add column over_at integer;
create table trouble_lines (
  round   text not null,  -- when it was told
  what    text not null,
  effect  text not null,
  remedy  text not null,
  over_at integer,
  primary key (round, what)
) strict;
-- Whose holidays others have changed, who were not told yet: what they had before.
create table holiday_news (
  person  text primary key,
  list    text,              -- the list that they followed; null: none
  days    text not null,     -- its days to come
  by      text not null,     -- who changed them since
  since   integer not null,
  tell_at integer not null   -- when their hours open; sooner where a change is near
) strict;

-- What a message is known by in Slack: the slot that it had when it was sent; null where it has that still.
alter table posts add column mark text;
create index posts_mark on posts (mark) where mark is not null;

-- Which others the message in an incident's channel names that are like it.
create table similar_named (
  incident integer not null references incidents,
  other    integer not null references incidents,
  primary key (incident, other)
) strict;
create index similar_named_other on similar_named (other);

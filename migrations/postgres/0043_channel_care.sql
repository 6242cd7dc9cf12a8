-- Incidents that went into others less than a day ago, which can be taken back. Times are unix milliseconds of workspace time.
create table merges (
  incident  bigint primary key references incidents,     -- the one that ended
  went_into bigint not null references incidents,
  at        bigint not null,
  line      bigint not null,           -- says so in the channel of the one that goes on
  states    text collate "C" not null  -- how both were, as JSON
);

-- What went along with it.
create table merged_parts (
  incident bigint not null references merges,
  kind     text collate "C" not null,
  id       text collate "C" not null,
  was      text collate "C",
  primary key (incident, kind, id)
);

-- Before a channel is archived those in it are asked, and can keep it.
alter table incidents add column archive_asked_at bigint;
alter table incidents add column channel_kept_at bigint;
alter table incidents add column channel_kept_by text collate "C";

-- Who left an incident's channel stays out until they are named again.
alter table incident_people add column left_at bigint;

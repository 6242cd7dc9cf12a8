-- Incidents that went into others less than a day ago, which can be taken back. Times are unix milliseconds of workspace time.
create table merges (
  incident  integer primary key references incidents,     -- the one that ended
  went_into integer not null references incidents,
  at        integer not null,
  line      integer not null,   -- says so in the channel of the one that goes on
  states    text not null       -- how both were, as JSON
) strict;

-- What went along with it.
create table merged_parts (
  incident integer not null references merges,
  kind     text not null,
  id       text not null,
  was      text,
  primary key (incident, kind, id)
) strict;

-- Before a channel is archived those in it are asked, and can keep it.
alter table incidents add column archive_asked_at integer;
alter table incidents add column channel_kept_at integer;
alter table incidents add column channel_kept_by text;

-- Who left an incident's channel stays out until they are named again.
alter table incident_people add column left_at integer;

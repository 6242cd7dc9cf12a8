-- What readers of data are told of it while an incident is open, apart from the incident itself.
create table notices (
  id          integer primary key,
  incident    integer not null,
  about       text,                        -- the exposure that it is about; null where its text says it all
  text        text not null,
  since       integer not null,
  expected_at integer,                     -- when it is to be well again; null where no time is promised
  late_at     integer,                     -- that time is over, and its readers were told so
  given_by    text not null,
  given_at    integer not null,
  changed_by  text not null,
  changes     integer not null default 0,
  ended       text,                        -- over, mistaken or elsewhere
  ended_at    integer,
  ended_by    text
) strict;
create index notices_incident on notices (incident);
create index notices_open on notices (expected_at) where ended_at is null;

-- Where each stands.
create table notice_places (
  id         integer primary key,
  notice     integer not null,
  channel    text not null,
  removed_at integer,                      -- it stands there no more, as somebody chose other channels
  refusal    text                          -- Slack's word for why it does not stand there as it should
) strict;
create index notice_places_notice on notice_places (notice);

-- Where notices of an exposure, or all of a rotation, go from now on.
create table notice_channels (
  kind    text not null,                   -- exposure or rotation
  whose   text not null,
  channel text not null,
  primary key (kind, whose, channel)
) strict;

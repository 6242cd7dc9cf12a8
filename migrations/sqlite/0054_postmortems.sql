-- What is written after an incident: whose it is, by when, how far it is, and where it stands in Slack.
create table postmortems (
  incident         integer primary key references incidents,
  state            text not null,             -- owed, inprogress, inreview, completed or notneeded
  owner            text,
  due              text,                      -- a day on the owner's wall, as yyyy-MM-dd
  given_by         text,                      -- who gave it to its owner by hand; null where nobody has
  day_by           text,                      -- who chose the day by hand
  made_by          text,                      -- who asked for it; null where its severity did
  made_at          integer not null,
  started_at       integer,
  reviewed_at      integer,                   -- when it was sent to review last
  reason           text,                      -- why none is needed
  ended_by         text,
  ended_at         integer,
  named_on         text,                      -- the day on which a brief named it last
  drafted_at       integer,                   -- when its sections were written; null while they are
  how              text,                      -- model or composed
  why              text,                      -- why no model wrote it
  views            text,                      -- the modals that wait for the draft, each with its reader
  canvas           text,                      -- Slack's id of it
  canvas_channel   text,                      -- where it is a tab
  canvas_mark      text,                      -- what its table of facts is found by
  canvas_attempted integer,                   -- in wire time; while the answer is not known
  canvas_trouble   text,                      -- Slack's word for why there is none
  facts            text,                      -- the facts that the canvas shows
  facts_trouble    text                       -- why they are not brought up to date there
) strict;
create index postmortems_owner on postmortems (owner) where state in ('owed', 'inprogress', 'inreview');

-- The sections of one, in their order, but for the facts.
create table postmortem_sections (
  incident  integer not null references postmortems on delete cascade on update cascade,
  nth       integer not null,
  heading   text not null,
  body      text not null,                    -- Markdown
  edited_by text,
  edited_at integer,
  primary key (incident, nth)
) strict;

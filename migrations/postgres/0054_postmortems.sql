-- What is written after an incident: whose it is, by when, how far it is, and where it stands in Slack.
create table postmortems (
  incident         bigint primary key references incidents,
  state            text collate "C" not null,             -- owed, inprogress, inreview, completed or notneeded
  owner            text collate "C",
  due              text collate "C",                      -- a day on the owner's wall, as yyyy-MM-dd
  given_by         text collate "C",                      -- who gave it to its owner by hand; null where nobody has
  day_by           text collate "C",                      -- who chose the day by hand
  made_by          text collate "C",                      -- who asked for it; null where its severity did
  made_at          bigint not null,
  started_at       bigint,
  reviewed_at      bigint,                   -- when it was sent to review last
  reason           text collate "C",                      -- why none is needed
  ended_by         text collate "C",
  ended_at         bigint,
  named_on         text collate "C",                      -- the day on which a brief named it last
  drafted_at       bigint,                   -- when its sections were written; null while they are
  how              text collate "C",                      -- model or composed
  why              text collate "C",                      -- why no model wrote it
  views            text collate "C",                      -- the modals that wait for the draft, each with its reader
  canvas           text collate "C",                      -- Slack's id of it
  canvas_channel   text collate "C",                      -- where it is a tab
  canvas_mark      text collate "C",                      -- what its table of facts is found by
  canvas_attempted bigint,                   -- in wire time; while the answer is not known
  canvas_trouble   text collate "C",                      -- Slack's word for why there is none
  facts            text collate "C",                      -- the facts that the canvas shows
  facts_trouble    text collate "C"                       -- why they are not brought up to date there
);
create index postmortems_owner on postmortems (owner) where state in ('owed', 'inprogress', 'inreview');

-- The sections of one, in their order, but for the facts.
create table postmortem_sections (
  incident  bigint not null references postmortems on delete cascade on update cascade,
  nth       bigint not null,
  heading   text collate "C" not null,
  body      text collate "C" not null,                    -- Markdown
  edited_by text collate "C",
  edited_at bigint,
  primary key (incident, nth)
);

-- Summaries of incidents: wished for, then a draft, then accepted. What was accepted stays.
create table summaries (
  id          integer primary key,
  incident    integer not null references incidents,
  wished_at   integer not null,
  wished_by   text,                      -- null where the incident was resolved
  views       text,                      -- the modals that wait for it, each with who looks at it
  at_end      integer not null,          -- its channel shows the draft
  made_at     integer,                   -- null while it is being written
  how         text,                      -- composed or model
  why         text,                      -- why it was composed where a model was to write it
  sentences   text,                      -- JSON
  revision    integer not null default 0,
  edited_by   text,
  edited_at   integer,
  accepted_by text,
  accepted_at integer
) strict;
create index summaries_incident on summaries (incident);

-- From which commit the last green run of an incident's job was, and from which the first red one: what lies between is suspect.
create table incident_suspects (
  incident   bigint primary key references incidents,
  repository text collate "C",                       -- such as acme/dbt; null where nobody has said
  green      text collate "C",                       -- null where no green run is known that named its commit
  red        text collate "C" not null,
  at         bigint not null,           -- when the red one came
  look_at    bigint,                    -- when GitHub is asked next; null where nothing is expected of that
  said       text collate "C"                        -- what came of it, as JSON; null before
);
create index incident_suspects_look on incident_suspects (look_at) where look_at is not null;

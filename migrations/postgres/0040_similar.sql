-- What incidents are about, to find those that are alike. The words are made by the bot from the incident's rows.
create table incident_texts (
  incident bigint primary key references incidents,
  words    text collate "C" not null,
  names    text collate "C" not null default '',   -- those of them that are names, or parts of some
  counted  bigint not null default 0,   -- 1: everybody sees the incident, and its words count in incident_words
  stale    bigint not null default 0    -- 1: the incident has changed since
);
create index incident_texts_stale on incident_texts (incident) where stale = 1;
create index incident_search on incident_texts using gin (array_to_tsvector(string_to_array(words, ' ')));

-- In how many incidents that everybody sees a word is; beside the words '' is how many there are.
create table incident_words (
  word      text collate "C" primary key,
  incidents bigint not null,
  names     bigint not null   -- in how many it is a name
);

-- What incidents may have in common beside words: a node of dbt, an error, the key of an alert, an attribute.
create table incident_signs (
  sign     text collate "C" not null,
  incident bigint not null references incidents,
  primary key (sign, incident)
);
create index incident_signs_of on incident_signs (incident);

-- Two that somebody knows to be the same, the older one first.
create table incident_links (
  incident  bigint not null references incidents,
  other     bigint not null references incidents,
  linked_by text collate "C" not null,
  linked_at bigint not null,
  primary key (incident, other)
);
create index incident_links_other on incident_links (other);

-- What went into an incident is looked for from that one.
create index incidents_merged on incidents (merged_into) where merged_into is not null;

-- Those of before are read once the bot has begun.
insert into incident_texts (incident, words, stale) select number, '', 1 from incidents;

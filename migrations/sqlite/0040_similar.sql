-- What incidents are about, to find those that are alike. The words are made by the bot from the incident's rows.
create table incident_texts (
  incident integer primary key references incidents,
  words    text not null,
  names    text not null default '',     -- those of them that are names, or parts of some
  counted  integer not null default 0,   -- 1: everybody sees the incident, and its words count in incident_words
  stale    integer not null default 0    -- 1: the incident has changed since
) strict;
create index incident_texts_stale on incident_texts (incident) where stale = 1;

create virtual table incident_search using fts5 (
  words, content = 'incident_texts', content_rowid = 'incident', tokenize = 'ascii', detail = none
);
create trigger incident_texts_added after insert on incident_texts begin
  insert into incident_search (rowid, words) values (new.incident, new.words);
end;
create trigger incident_texts_removed after delete on incident_texts begin
  insert into incident_search (incident_search, rowid, words) values ('delete', old.incident, old.words);
end;
create trigger incident_texts_changed after update of words on incident_texts when old.words <> new.words begin
  insert into incident_search (incident_search, rowid, words) values ('delete', old.incident, old.words);
  insert into incident_search (rowid, words) values (new.incident, new.words);
end;

-- In how many incidents that everybody sees a word is; beside the words '' is how many there are.
create table incident_words (
  word      text primary key,
  incidents integer not null,
  names     integer not null   -- in how many it is a name
) strict;

-- What incidents may have in common beside words: a node of dbt, an error, the key of an alert, an attribute.
create table incident_signs (
  sign     text not null,
  incident integer not null references incidents,
  primary key (sign, incident)
) strict;
create index incident_signs_of on incident_signs (incident);

-- Two that somebody knows to be the same, the older one first.
create table incident_links (
  incident  integer not null references incidents,
  other     integer not null references incidents,
  linked_by text not null,
  linked_at integer not null,
  primary key (incident, other)
) strict;
create index incident_links_other on incident_links (other);

-- What went into an incident is looked for from that one.
create index incidents_merged on incidents (merged_into) where merged_into is not null;

-- Those of before are read once the bot has begun.
insert into incident_texts (incident, words, stale) select number, '', 1 from incidents;

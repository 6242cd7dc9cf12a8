-- Secret links to calendar feeds. The secret itself is nowhere. Times are unix milliseconds of workspace time.
create table calendar_links (
  number     integer primary key,
  token_hash blob not null unique,  -- SHA-256
  person     text not null,         -- who made it
  rotation   text,                  -- null: all hours of that person
  made_at    integer not null,
  fetched_at integer,               -- about when a calendar last asked
  revoked_at integer
) strict;
create index calendar_links_person on calendar_links (person);

-- What the feeds last said of each stretch, so that a change is told as one.
create table calendar_events (
  uid         text primary key,
  shown       text not null,
  sequence    integer not null,
  modified_at integer not null,
  ends        integer not null
) strict;
create index calendar_events_ends on calendar_events (ends);

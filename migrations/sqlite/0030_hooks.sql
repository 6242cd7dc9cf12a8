-- Who posts to a hook, and who reads it.
create table hooks (
  source  text primary key,
  read_by text,              -- a sender whose forms its posts have, or own; null where whoever recognises them reads them
  fields  text,              -- the own expressions, as JSON by field
  last_at integer,           -- when it posted last
  last_by text,              -- what read that
  bodies  text not null      -- the hashes of its last bodies, the newest first, as JSON
) strict;

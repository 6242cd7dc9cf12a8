-- Who posts to a hook, and who reads it.
create table hooks (
  source  text collate "C" primary key,
  read_by text collate "C",              -- a sender whose forms its posts have, or own; null where whoever recognises them reads them
  fields  text collate "C",              -- the own expressions, as JSON by field
  last_at bigint,                        -- when it posted last
  last_by text collate "C",              -- what read that
  bodies  text collate "C" not null      -- the hashes of its last bodies, the newest first, as JSON
);

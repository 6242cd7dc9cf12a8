-- A rotation can end (its history stays), and has owners, a channel and hours of its own.

alter table rotations add column ended_at bigint;                                  -- null: it goes on

alter table rotation_settings add column own_zones bigint not null default 0;      -- 1: hours are read in each responder's own zone
alter table rotation_settings add column owners    text collate "C"    not null default '[]';   -- beside the maker, in order
alter table rotation_settings add column channel   text collate "C";                            -- Slack's id; null: the announcement channel

-- When a notice came back with its incident out of another one, at whose end its readers were told that it was over.
alter table notices add column returned_at bigint;

-- The incident that has left a channel for another, of which the timeline alone knows.
create index history_left_channel on history (before) where verb = 'no channel';

-- What somebody leads that not everybody sees.
create index incidents_private on incidents (lead) where private = 1;

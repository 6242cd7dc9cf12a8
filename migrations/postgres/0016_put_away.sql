-- The channel of an incident that is over is archived some days later. Unix milliseconds of workspace time; earlier than resolved_at means an earlier end.
alter table incidents add column put_away_at bigint;  -- since when its channel is being put away
alter table incidents add column archived_at bigint;  -- when that was done, or Slack refused it
create index incidents_ended on incidents (resolved_at) where resolved_at is not null;

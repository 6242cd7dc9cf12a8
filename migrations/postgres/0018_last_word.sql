-- When people wrote in an incident's channel last, to within an hour: its channel is not put away while they talk. Unix milliseconds of workspace time.
alter table incidents add column last_word_at bigint;
-- Whether it still failed when its incident was ended all the same.
alter table incident_alerts add column left_firing bigint not null default 0;
-- Given when its incident was over: a note, not where it stands.
alter table incident_updates add column is_note bigint not null default 0;

-- Of what bringing a subject to Slack is a part, where that is traced: the newest that woke it.
alter table wakes add column trace text collate "C";

-- The same on every store: numbers that people see come from a row, and the order of lists from a column.
create table counters (
  name  text primary key,
  value integer not null
) strict;
insert into counters (name, value) select 'incident', coalesce(max(number), 0) from incidents;

alter table cover_asked add column place integer not null default 0;
alter table holiday_followers add column place integer not null default 0;
alter table trouble_lines add column place integer not null default 0;
update cover_asked set place = rowid;
update trouble_lines set place = rowid;
update holiday_followers set place = rowid;

-- What is due is taken by one bot at a time: until when, in wire time. The lane is one of Storage/Lanes.cs.
alter table wakes add column lane integer not null default 1;
alter table wakes add column claimed_by text;
alter table wakes add column claimed_until integer;
drop index wakes_due;
create index wakes_due on wakes (lane, due_at) where parked is null;
create index wakes_parked on wakes (lane, parked_at) where parked is not null;

-- When it was tried last, in wire time: a look at what became of it is worth taking only some seconds later.
alter table posts add column attempted_wire integer;
alter table marks add column attempted_wire integer;
alter table user_groups add column attempted_wire integer;

-- Work that one of several bots does for all: who, and until when, in wire time.
create table turns (
  name   text primary key,
  holder text not null,
  until  integer not null
) strict;

-- How many kinds of alert an incident stands for, and how many of them fail: asked with each alert, so counted as they come.
alter table incidents add column kinds integer not null default 0;
alter table incidents add column firing_kinds integer not null default 0;
alter table incidents add column joined_at integer not null default 0; -- when the newest kind came
update incidents set kinds = (select count(*) from incident_alerts a where a.incident = incidents.number),
  firing_kinds = (select count(*) from incident_alerts a where a.incident = incidents.number and a.firing = 1),
  joined_at = coalesce((select max(a.joined_at) from incident_alerts a where a.incident = incidents.number), 0);
create index incidents_by_alerts on incidents (declared_at) where born = 'alert';
create index incident_alerts_newest on incident_alerts (incident, firing desc, last_at desc);

-- What senders sent, as it came: the same once, and only for a while.
create table bodies (
  hash  text primary key,  -- SHA-256; of older ones the alert's number
  bytes blob not null,
  at    integer not null
) strict;
create index bodies_at on bodies (at);
alter table alerts add column body_hash text not null default '';
insert into bodies (hash, bytes, at) select 'alert:' || id, body, at from alerts;
update alerts set body_hash = 'alert:' || id;
alter table alerts drop column body;
create index history_at on history (at);

-- Its number among those of its source: two of them tell how many came between, however many those are.
alter table alerts add column nth integer not null default 0;
drop index alerts_rate;
create index alerts_nth on alerts (source, nth);
create index incidents_storm on incidents (number) where storm = 1 and status not in ('resolved', 'closed', 'declined');

alter table incidents add column forgotten_at integer; -- when what is known of its messages in Slack went

-- What Slack has asked all bots to wait for: a method, or a method and a channel, until when in wire time.
create table pauses (
  what  text primary key,
  until integer not null
) strict;

-- The bots that share a store: their sockets, how many each wants, when it last brought something to Slack and until when it is
-- known to be there, in wire time, and by how much the clock of its machine is ahead of that.
create table replicas (
  id         text primary key,
  sockets    integer not null,
  wanted     integer not null,
  brought_at integer not null,
  until      integer not null,
  ahead      integer not null default 0
) strict;

-- Channels in which a bot could not speak, with Slack's word for it; null where it can again and nobody has looked yet.
create table lost_channels (
  channel text primary key,
  refusal text
) strict;

-- Forms in which an incident was declared and somebody waits for its channel, since when in wire time.
create table declared_forms (
  incident    integer primary key,
  view_id     text not null,
  opened_wire integer not null
) strict;

-- The newest change of each bot where several share a database; a file has one bot.
create table changes (
  bot    text primary key,
  newest text not null,
  at     integer not null
) strict;

-- What the clock looks for among all that has ended, however many those are.
create index incidents_put_away on incidents (put_away_at) where put_away_at is not null;
create index incidents_to_put_away on incidents (resolved_at)
  where channel_id is not null and (put_away_at is null or put_away_at < resolved_at);
drop index incidents_open;
create index incidents_open on incidents (number) where status not in ('resolved', 'closed', 'declined');
create index incidents_to_forget on incidents (resolved_at)
  where forgotten_at is null or forgotten_at <= opened_at or forgotten_at <= put_away_at
    or forgotten_at <= last_word_at;

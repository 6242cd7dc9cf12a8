-- A private incident is seen by those inside it alone: whoever was named, or is in its channel.
alter table incidents add column private bigint not null default 0;
alter table incident_people add column inside bigint not null default 0;
create index incident_people_inside on incident_people (person, incident) where inside = 1;

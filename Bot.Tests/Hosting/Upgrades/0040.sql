-- What incidents are about, as the bot has read it since; the others wait to be read.
update incident_texts set words = 'gross lang warehouse larg', names = 'warehouse', counted = 1, stale = 0 where incident = 3;
insert into incident_words (word, incidents, names) values ('', 1, 0), ('gross', 1, 0), ('lang', 1, 0), ('larg', 1, 0), ('warehouse', 1, 1);
insert into incident_signs (sign, incident) values ('error::größer als erwartet', 3), ('attribute:job:dbt_hourly', 1);
insert into incident_links (incident, other, linked_by, linked_at) values (1, 7, 'U0BEN', 1772529000000);

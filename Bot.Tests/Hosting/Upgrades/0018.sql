update incidents set last_word_at = 1772012000000 where number = 3;
update incident_alerts set left_firing = 1 where incident = 4;
insert into incident_updates (incident, at, person, text, is_note) values
  (3, 1772014000000, 'U0BEN', 'That was cheap in the end 💶', 1);

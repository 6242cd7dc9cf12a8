update incident_people set wrote_at = 1772447400000 where incident = 1 and person = 'U0ANA';

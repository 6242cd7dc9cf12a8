insert into incident_suspects (incident, repository, green, red, at, look_at, said) values
  (7, 'acme/dbt', '0d0078b', '0d0078c', 1772528400000, 1772614800000, null),
  (1, null, null, '0d0078b', 1772445600000, null, '{"End":"NoFiles","Commits":3,"Suspects":[],"Together":[],"LacksPulls":true}');

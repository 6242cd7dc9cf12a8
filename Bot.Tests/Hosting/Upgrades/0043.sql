-- A merge that can still be taken back; somebody keeps a channel; somebody left one.
insert into merges (incident, went_into, at, line, states) values
  (8, 1, 1772500000000, 1, '{"Ended":{"Name":"Orders again","Status":"Investigating","Lead":"U0BEN","Touched":true},"Before":{"Name":"Orders are late","Status":"Investigating","Severity":"Major","Affected":"Customers","Lead":"U0ANA","Touched":true},"Made":{"Name":"Orders are late","Status":"Investigating","Severity":"Major","Affected":"Customers","Lead":"U0ANA","Touched":true}}');
insert into merged_parts (incident, kind, id, was) values
  (8, 'alert', 'circleci/orders', 'firing'), (8, 'subscriber', 'U0CHLOE', null), (8, 'invited', 'U0BEN', null);
update incidents set archive_asked_at = 1772400000000, channel_kept_at = 1772410000000, channel_kept_by = 'U0BEN' where number = 3;
update incident_people set left_at = 1772012000000 where incident = 3;

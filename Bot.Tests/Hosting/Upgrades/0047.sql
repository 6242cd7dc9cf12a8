update posts set mark = 'incident:9:card' where slot = 'incident:3:card';
insert into similar_named (incident, other) values (7, 3), (7, 1);

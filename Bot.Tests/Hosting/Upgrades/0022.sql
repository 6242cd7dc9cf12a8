-- What is wrong, who has been told, and what waits for it.
insert into wakes (subject, version, due_at, tries, waiting_since, waiting_why) values
  ('group:data-night', 2, 1772442000000, 4, 1772442000000, 'permission_denied');
insert into troubles (what, told_at) values ('group:data-night', 1772445600000);
insert into trouble_hearers (person, told_at) values ('U0CHLOE', 1772445600000);

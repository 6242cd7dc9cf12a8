-- What was told of trouble, whose first part is over; and holidays that somebody else has changed.
insert into troubles (what, told_at, over_at) values ('channel:C0GONE', 1772000000000, 1772100000000);
insert into trouble_lines (round, what, effect, remedy, over_at) values
  ('1772445600000', 'The user group data-night is not kept', 'Whoever is called at night is nobody', 'Let members make user groups', null),
  ('1772445600000', 'A channel is gone', 'Nothing is said there', 'Choose another one in /cover rota', 1772449200000);
insert into holiday_news (person, list, days, by, since, tell_at) values
  ('U0CHLOE', 'fr', '[{"Day":"2026-07-14","Name":"Fête nationale"}]', '["U0ANA"]', 1772442000000, 1772500000000),
  ('U0BEN', null, '[]', '["U0ANA","U0CHLOE"]', 1772442000000, 1772500000000);

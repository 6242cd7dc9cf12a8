-- What waits until its reader's hours open, and who was invited where.
insert into cover_waits (subject, at) values ('cover:2', 1772614800000);

insert into channel_members (channel, person, invited_at, trouble) values
  ('C0NEWS', 'U0ANA', 1772442000000, null), ('C0NEWS', 'U0GUS', 1772442000000, 'user_is_restricted');

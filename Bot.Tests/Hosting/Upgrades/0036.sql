-- On a timeline: a message, one that was removed, and a note.
insert into timeline_items (incident, at, said_by, added_by, added_at, text, channel, ts, link, pinned, looks, edited_at, removed_at) values
  (1, 1772447000000, 'U0BEN', 'U0ANA', 1772447060000, 'It is the fee 💶 column', 'C0INC1', '1772447000.000100',
    'https://acme-data.slack.com/archives/C0INC1/p1772447000000100', 1, 0, 1772447100000, null),
  (1, 1772447200000, null, 'U0ANA', 1772447260000, null, 'C0INC1', '1772447200.000100', null, 0, 1, null, 1772447300000),
  (3, 1772011000000, 'U0CHLOE', 'U0CHLOE', 1772012000000, 'The disk was full since 9:00', null, null, null, 0, 0, null, null);

-- Summaries: one that was accepted, one that is a draft, one that is being written.
insert into summaries (incident, wished_at, wished_by, views, at_end, made_at, how, why, sentences, revision, edited_by, edited_at,
  accepted_by, accepted_at) values
  (3, 1772013600000, null, '', 1, 1772013610000, 'composed', 'away',
    '[{"Part":"Problem","Text":"Größe & Länge","Kind":"Card","Link":null}]', 2, 'U0CHLOE', 1772013700000, 'U0CHLOE', 1772013800000),
  (5, 1770003600000, 'U0ANA', '', 0, 1770003610000, 'model', null, '[{"Part":"Problem","Text":"Rates","Kind":"Card","Link":null}]', 0, null,
    null, null, null);

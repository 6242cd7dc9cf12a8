-- When nobody would have heard a source: such time does not count as its silence. Gaps from before began the time anew.
create table away (
  began integer primary key,
  ended integer not null
) strict;

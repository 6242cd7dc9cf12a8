-- When nobody would have heard a source: such time does not count as its silence. Gaps from before began the time anew.
create table away (
  began bigint primary key,
  ended bigint not null
);

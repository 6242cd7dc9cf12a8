-- With what programs and assistants read and write over HTTP. What a token is made of is shown once and kept nowhere.
create table api_tokens (
  number     integer primary key,
  hash       text not null unique,  -- SHA-256
  name       text not null,
  scopes     text not null,         -- "read write private"
  made_by    text not null,         -- for whom it acts
  made_at    integer not null,
  expires_at integer not null,
  used_at    integer,               -- about when it was used last
  revoked_at integer,
  revoked_by text
) strict;

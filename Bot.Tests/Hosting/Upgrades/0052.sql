insert into api_tokens (hash, name, scopes, made_by, made_at, expires_at, used_at, revoked_at, revoked_by) values
  ('b3d937fcf10232a3c062cee22c4dc2ad0af35374195e40f5280d385113a8b689', 'Größen-Bericht', 'read', 'U0ANA', 1772442000000, 1780218000000,
    1772528400000, null, null),
  ('c3d937fcf10232a3c062cee22c4dc2ad0af35374195e40f5280d385113a8b689', 'old', 'read write private', 'U0CHLOE', 1771000000000, 1778776000000,
    null, 1772000000000, 'U0ANA');

-- What dbt has said, packed.
update incident_alerts set job = 'circleci|acme/dbt|main|production|dbt_hourly',
  metadata = '{"branch":"main","dbt_node":"test.acme.not_null_orders_id","dbt_tested":"model.acme.fct_orders"}'
  where key = 'circleci/invoices';
insert into dbt_jobs (job, state, at) values
  ('circleci|acme/dbt|main|production|dbt_hourly', x'1f8b0800000000000203ab560a4ecc4c51b2aa56cacd4f49cdd14b4cce4dd52b2e498fcf2f4a492d2a56b2323437373231313200835a1da5a054a0eae8d85a00d9c69b2e39000000', 1772442000000);
insert into dbt_manifests (place, project, generated_at, at, graph) values
  ('circleci|acme/dbt|main|production', 'acme', 1772400000000, 1772442000000, x'1f8b080000000000020335cd4d0a02310c05e0bb643dcc01ba1d445cf883b8139162c3cc226d86b4f587d203790e2f668ace2e8ff73d5260c70e239873818d03035e23f5f6e6b18f69bcb23894081d1c6c9ac0844cd46ec190dae8d2c1fe115074384cc49fb7cab5709e177ab263733071167a81fa2d260ba654ed3026748b1c98b20fbf54d5ad9e33c72cf87f7344cff7a64bad5fa1ca7fabb5000000');

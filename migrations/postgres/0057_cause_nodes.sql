-- Of which dbt node a cause is, and at which one its test looks, by the end of its name: what broke a node is asked by that.
-- Found in the text: what is no JSON for this store must not keep an alert out.
alter table incident_alerts add column node_end text collate "C" generated always as (
  substring(metadata from '"dbt_node":"(?:[^"\\]*\.)?([^".\\]+)"')) stored;
alter table incident_alerts add column tested_end text collate "C" generated always as (
  substring(metadata from '"dbt_tested":"(?:[^"\\]*\.)?([^".\\]+)"')) stored;
create index incident_alerts_node on incident_alerts (node_end) where node_end is not null;
create index incident_alerts_tested on incident_alerts (tested_end) where tested_end is not null;

-- Of which dbt node a cause is, and at which one its test looks, by the end of its name: what broke a node is asked by that.
alter table incident_alerts add column node_end text generated always as (
  case when json_valid(metadata) then replace(
    json_extract(metadata, '$.dbt_node'),
    rtrim(json_extract(metadata, '$.dbt_node'), replace(json_extract(metadata, '$.dbt_node'), '.', '')), '') end) virtual;
alter table incident_alerts add column tested_end text generated always as (
  case when json_valid(metadata) then replace(
    json_extract(metadata, '$.dbt_tested'),
    rtrim(json_extract(metadata, '$.dbt_tested'), replace(json_extract(metadata, '$.dbt_tested'), '.', '')), '') end) virtual;
create index incident_alerts_node on incident_alerts (node_end) where node_end is not null;
create index incident_alerts_tested on incident_alerts (tested_end) where tested_end is not null;

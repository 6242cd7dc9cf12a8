-- What people are called beside their display name, so that a typed name finds them; filled when Slack is asked next.
alter table people add column full_name text collate "C";
alter table people add column handle text collate "C";

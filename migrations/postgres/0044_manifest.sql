-- What the app of a bot that was here before has, as far as is known: the manifest of before shortcuts and emoji. Admins are told what
-- is new since then. A first installation has all.
insert into settings (key, value)
select 'manifest_confirmed',
  'command:/incident command:/cover event:app_home_opened event:member_joined_channel event:message.channels ' ||
  'event:message.im event:subteam_members_changed event:user_change scope:commands scope:chat:write ' ||
  'scope:channels:manage scope:channels:read scope:channels:join scope:channels:history scope:im:write ' ||
  'scope:im:history scope:pins:write scope:bookmarks:read scope:bookmarks:write scope:usergroups:read ' ||
  'scope:usergroups:write scope:users:read scope:files:read'
where exists (select 1 from settings where key = 'team') and not exists (select 1 from settings where key = 'manifest_confirmed');

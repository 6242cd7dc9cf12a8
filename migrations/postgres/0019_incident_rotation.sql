-- The rotation that an incident belongs to; where it is null or has ended, the one that was made first answers.
alter table incidents add column rotation text collate "C";
update incidents set rotation = (select id from rotations where ended_at is null order by made_at, id limit 1);

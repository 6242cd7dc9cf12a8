-- Who ended a rotation; so far it stood in the history alone.
alter table rotations add column ended_by text collate "C";
update rotations set ended_by = (
    select h.actor from history h where h.subject = 'rotation:' || rotations.id and h.verb = 'ended' order by h.id limit 1)
where ended_at is not null;

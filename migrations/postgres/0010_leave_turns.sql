-- Whether a leave leaves its person's turns out, so that the others move up; else cover is asked for.
alter table leaves add column leaves_out_turns bigint not null default 0;

-- When a booking that stood was cancelled: a little longer whoever booked can be written to or called about it,
-- and then nobody needs the name any more.
alter table contact add column over_at integer;

-- What was done with bookings, through which channel, on which day. Beside it, of those that were made on a
-- page, how long that took. No person: by its entry of the journal each is counted once.
create table deed (
    entry   integer primary key,
    site    text    not null,
    day     text    not null,          -- on which it was done, in the site's time
    what    text    not null check (what in ('booked', 'moved', 'cancelled', 'asked-for')),
    channel text    not null check (channel in ('kiosk', 'staff', 'online', 'moved')),
    took_s  integer                    -- of one that was made on a page
) strict;
create index deed_day on deed (site, day);
-- The days before this migration are read again.
delete from visit;
delete from day;
delete from fact;

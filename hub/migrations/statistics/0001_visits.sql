-- What statistics keep of every visit of a day that is over. All of it comes from the journal: without
-- this file the hub makes it anew. No person, no number, no counter (in a small town a counter is a
-- person), and of the time only the hour.
create table visit (
    site      text    not null,
    day       text    not null,
    hour      integer not null,        -- of the arrival or the booking, in the site's time
    kind      text    not null check (kind in ('booking', 'walk-in')),
    channel   text    not null check (channel in ('kiosk', 'staff', 'online', 'moved')),
    service   text    not null,
    outcome   text    not null check (outcome in ('served', 'no-show', 'left', 'elsewhere', 'not-arrived')),
    wait_s    integer,                 -- arrival to the first call
    walk_s    integer,                 -- call to counter
    service_s integer,                 -- at the counter
    clerk     text                     -- pseudonym; only where the site has switched it on
) strict;
create index visit_day on visit (site, day);

-- Days that are over, also those on which nobody came.
create table day (
    site text not null,
    day  text not null,
    primary key (site, day)
) strict, without rowid;

-- Sites whose journal was followed from its beginning, and since when each clerk's own figures are kept.
create table followed (
    site         text primary key,
    clerks_since text
) strict, without rowid;

-- How far the journal was followed.
create table fact (
    name  text primary key,
    value integer not null
) strict, without rowid;

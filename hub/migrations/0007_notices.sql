-- What visitors read today at the kiosk and on the wall. The journal says that something was said and by
-- whom, and holds no words; these go with the day.
create table notice (
    site text not null,
    day text not null,
    place text not null check (place in ('kiosk', 'display')),
    words text not null,
    primary key (site, day, place)
) strict;

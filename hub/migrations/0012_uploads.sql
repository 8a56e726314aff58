-- What citizens send ahead of a visit. Of each file its name, its kind, its size and the key of its content
-- lie here, sealed with the key of the day of the visit; the content itself lies in a file of its own, which
-- nobody can read without that key. A row goes with its booking: when it is cancelled or lapses, or when its
-- day and the next are over.
create table upload (
    id      integer primary key,       -- drawn by lot, so that it tells nothing and no file gets that of another
    site    text    not null,
    booking integer not null,
    day     text    not null,          -- of the visit
    sealed  blob    not null           -- JSON: name, kind, bytes, key
) strict;

create index uploads_of_booking on upload (site, booking);

-- Who booked and how to reach them, sealed with the key of the day of the visit. The journal never holds
-- it. A row goes when that day and the next are over.
create table contact (
    site    text    not null,
    booking integer not null,
    day     text    not null,          -- of the visit
    sealed  blob    not null,          -- JSON: name, mail, phone, language
    primary key (site, booking)
) strict, without rowid;

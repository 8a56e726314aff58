-- Where the people of a booking by video meet, as far as somebody had to be asked for it: the link, and what
-- the provider calls it, sealed with the key of the day of the visit. A row goes with that day's contacts,
-- or when the provider was told that nobody meets any more.
create table meeting (
    site     text    not null,
    booking  integer not null,
    day      text    not null,          -- of the visit
    revision integer not null,          -- of the booking, as the provider knows it
    sealed   blob    not null,          -- JSON: link, id
    primary key (site, booking)
) strict, without rowid;

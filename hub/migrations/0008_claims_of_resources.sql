-- Every seat is a clerk, a room or a machine with a name of its own, and a booking may take several. Units
-- are of five minutes of UTC. A double booking is impossible by this primary key, whatever the code above
-- it believes. Nobody ran an earlier version in earnest, so what was claimed of counted seats is dropped.
drop table claim;
create table claim (
    site     text    not null,
    resource text    not null,
    unit     integer not null,
    booking  integer not null,
    primary key (site, resource, unit)
) strict, without rowid;
create index claim_booking on claim (site, booking);
-- Claims of what is over are deleted by time.
create index claim_unit on claim (site, unit);

-- Which letters there are to be, and what became of each: a row for each booking, revision, kind and
-- reader, so that one reason is one mail. No name, no address: who reads is a resource, or the citizen.
create table letter (
    site     text    not null,
    booking  integer not null,
    revision integer not null,
    kind     text    not null,
    reader   text    not null,          -- '' is the citizen, anything else the id of a resource
    tries    integer not null default 0,
    next_at  integer,                   -- milliseconds; null when nothing more is to be done
    outcome  text,
    primary key (site, booking, revision, kind, reader)
) strict, without rowid;

create index due on letter (next_at) where next_at is not null;

create table fact (
    name  text    primary key,
    value integer not null
) strict, without rowid;

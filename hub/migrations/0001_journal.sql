-- Append-only. A correction is a new event, so any day can be replayed from here. Statistics,
-- boards and the audit trail are derived from it. No name, no address, no free text.
create table journal (
    id    integer primary key,
    site  text    not null,
    at    integer not null,           -- milliseconds since 1970, UTC
    actor text    not null,           -- pseudonym of who did it: "kiosk:eingang", "clerk:17"
    room  text    not null check (room in ('queue', 'calendar')),
    event text    not null            -- JSON, as the room defines it
) strict;
-- A start reads the bookings and each site's last service day, not the years before.
create index journal_day on journal (site, id) where json_extract(event, '$.event') = 'day-opened';
create index journal_calendar on journal (id) where room = 'calendar';
create trigger journal_is_kept before delete on journal begin
    select raise(abort, 'the journal is append-only');
end;
create trigger journal_is_not_rewritten before update on journal begin
    select raise(abort, 'the journal is append-only');
end;

-- The answer to every act that carried an idempotency key, so that a repeated key gets the same
-- answer. Written in the transaction of the act itself. `act` is a hash of what was asked: a key
-- that comes back with another act is a mistake of the asker and gets no foreign answer.
create table answer (
    actor  text    not null,
    key    text    not null,
    at     integer not null,
    act    integer not null,
    answer text    not null,
    primary key (actor, key)
) strict, without rowid;
create index answer_at on answer (at);

-- Seats taken by bookings, in units of five minutes of UTC. A double booking is impossible by
-- this primary key, whatever the code above it believes.
create table claim (
    site    text    not null,
    pool    text    not null,
    seat    integer not null,
    unit    integer not null,
    booking integer not null,
    primary key (site, pool, seat, unit)
) strict, without rowid;
create index claim_booking on claim (site, booking);

-- Numbers given out. The primary key makes a second visitor with the same number impossible.
create table number (
    site   text    not null,
    day    text    not null,
    number text    not null,
    ticket integer not null,
    primary key (site, day, number)
) strict, without rowid;

-- Machines and programs that may ask: kiosks, displays, booking systems. Only a hash of the token.
create table device (
    id         text    primary key,
    kind       text    not null check (kind in ('kiosk', 'display', 'partner')),
    site       text    not null,
    token_hash blob    not null unique,
    revoked_at integer
) strict;

-- People who work with the queue. The journal knows them by their id alone.
create table account (
    id            integer primary key,
    name          text    not null unique,
    site          text    not null,
    role          text    not null check (role in ('clerk', 'supervisor', 'admin')),
    password_hash text    not null,        -- argon2id, PHC string
    created_at    integer not null
) strict;

create table session (
    token_hash blob    primary key,
    account    integer not null references account (id),
    opened_at  integer not null,
    used_at    integer not null
) strict, without rowid;

-- Single facts about this hub, such as the epoch, which grows at every start.
create table fact (
    name  text primary key,
    value integer not null
) strict, without rowid;

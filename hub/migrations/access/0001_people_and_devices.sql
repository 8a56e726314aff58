-- Who may come in: people, their sessions, and machines. A database of its own, because every act
-- begins with a look at it: the file in which the queue is written changes several times a second,
-- and a look into that one reads its pages anew each time. What happens refers to people and devices
-- by their id alone.

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
    role          text    not null check (role in
        ('clerk', 'infopoint', 'supervisor', 'site-admin', 'county-admin', 'auditor')),
    password_hash text,                    -- argon2id, PHC string; none until the invitation is used
    created_at    integer not null,
    disabled_at   integer,                 -- a former colleague; the journal still means this id
    -- A second factor beside the password. The secret is sealed with a key that is not in here, so a
    -- copy of this database proves nothing; the last step of time that was accepted makes each code
    -- good once.
    second_factor      blob,
    second_factor_step integer not null default 0
) strict;

create table session (
    token_hash blob    primary key,
    account    integer not null references account (id),
    opened_at  integer not null,
    used_at    integer not null,
    -- Whether the second factor was proven in this session.
    proven     integer not null default 0 check (proven in (0, 1))
) strict, without rowid;
create index session_account on session (account);

-- The one-time link with which somebody sets the own password. One an account: a new one replaces it.
create table invitation (
    account    integer primary key references account (id),
    token_hash blob    not null unique,
    made_at    integer not null
) strict;

-- For the day the telephone is gone. Keyed hashes; a code that was used is no longer here.
create table recovery_code (
    account   integer not null references account (id),
    code_hash blob    not null,
    primary key (account, code_hash)
) strict, without rowid;

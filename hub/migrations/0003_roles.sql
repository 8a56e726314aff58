-- Roles as people in a town hall know them, for the accounts of several sites in one hub.
--
-- A check of a table cannot be changed, so accounts move into a new one, and sessions are opened
-- anew. The only admins before this one were made by the set-up link: they look after everything.
drop table session;
create table account_with_role (
    id            integer primary key,
    name          text    not null unique,
    site          text    not null,
    role          text    not null check (role in
        ('clerk', 'infopoint', 'supervisor', 'site-admin', 'county-admin', 'auditor')),
    password_hash text,                    -- argon2id, PHC string; none until the invitation is used
    created_at    integer not null,
    disabled_at   integer                  -- a former colleague; the journal still means this id
) strict;
insert into account_with_role (id, name, site, role, password_hash, created_at)
    select id, name, site, iif(role = 'admin', 'county-admin', role), password_hash, created_at from account;
drop table account;
alter table account_with_role rename to account;

create table session (
    token_hash blob    primary key,
    account    integer not null references account (id),
    opened_at  integer not null,
    used_at    integer not null
) strict, without rowid;
create index session_account on session (account);

-- The one-time link with which somebody sets the own password. One an account: a new one replaces it.
create table invitation (
    account    integer primary key references account (id),
    token_hash blob    not null unique,
    made_at    integer not null
) strict;

-- What a site offers, each time an admin saved a change. Append-only like the journal, which says when a
-- version began to count and holds the digest of its text. Without a row the hub's file counts. No name and
-- no address of anybody is in here: the mail addresses of resources stay in the file.
create table plan (
    site    text    not null,
    version integer not null,
    at      integer not null,          -- milliseconds since 1970, UTC
    actor   text    not null,          -- pseudonym of who saved it: "clerk:17"; "file" is the hub's file
    file    text    not null,          -- digest of what the hub's file offered then
    plan    text    not null,          -- TOML, in the shape of the hub's file
    primary key (site, version)
) strict, without rowid;
create trigger plan_is_kept before delete on plan begin
    select raise(abort, 'versions of a plan are append-only');
end;
create trigger plan_is_not_rewritten before update on plan begin
    select raise(abort, 'versions of a plan are append-only');
end;

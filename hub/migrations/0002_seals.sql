-- Every transaction seals the entries it appended: SHA-256 over the seal before and these entries.
-- Whoever changes, removes or slips in an entry breaks every seal from there on; and the newest
-- seal is in the hub's log at the end of each day, where the database's owner cannot reach it.
create table seal (
    entry integer primary key references journal (id), -- the last entry it covers
    hash  blob    not null check (length(hash) = 32)
) strict;
create trigger seal_is_kept before delete on seal begin
    select raise(abort, 'seals are append-only');
end;
create trigger seal_is_not_rewritten before update on seal begin
    select raise(abort, 'seals are append-only');
end;

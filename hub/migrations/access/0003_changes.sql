-- Who changed which account or device, and when. Append-only, like the journal: whoever looks after the
-- accounts could otherwise make himself anybody for an hour, and nobody would see it. It holds no names
-- and no secrets; people and devices are meant by their ids.
create table change (
    id     integer primary key,
    at     integer not null,
    actor  text    not null,              -- "clerk:17"; "hub" by itself, "operator" at the command line
    act    text    not null,
    about  text    not null,              -- "account:12", "device:eingang"
    detail text    not null default ''    -- the new role, the site, the kind of a device
) strict;

create trigger change_stays before update on change begin
    select raise(abort, 'what was changed and by whom stays as it is');
end;
create trigger change_is_kept before delete on change begin
    select raise(abort, 'what was changed and by whom is kept');
end;

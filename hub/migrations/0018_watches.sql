-- Who wants to be told when a time becomes free: the address and what for, sealed with the key of the last
-- day they want it for. A row goes when they have booked, when they stop it, when nobody presses the button
-- of the first letter, and at the latest when that day is over. No id is given twice: links are made of it.
create table watch (
    id           integer primary key autoincrement,
    site         text    not null,
    until        text    not null,          -- the last day
    asked_at     integer not null,
    confirmed_at integer,                    -- null until the button was pressed
    sealed       blob    not null,          -- JSON: mail, language, matters, form, and whose where it decides
    address      blob    not null           -- a hash under the same key: one address asks for a few things only
) strict;
create index watch_day on watch (site, until);

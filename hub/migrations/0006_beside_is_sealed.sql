-- Needs and notes are sealed with a key of their site and day, which lies in a file of its own and is
-- destroyed when the day ends: no copy of this table, in the log or in a backup, says anything then.
-- What lies here in the open is of today at most, and nobody ran an earlier version in earnest.
drop table beside;
create table beside (
    site   text    not null,
    day    text    not null,
    ticket integer not null,
    sealed blob    not null,          -- JSON: needs by name, and a note
    primary key (site, day, ticket)
) strict, without rowid;

-- The contents of what citizens send ahead, each sealed with a key of its own that lies in the table `upload`
-- of the database. Apart from it, because a file of some megabytes takes the disk longer than a call may wait.
create table content (
    upload integer primary key,
    at     integer not null,           -- milliseconds; one that no booking has a row for is swept out
    sealed blob    not null
) strict;

-- What became of the copy in the town's own folder, where there is one.
create table copy (
    upload  integer primary key,
    tries   integer not null default 0,
    next_at integer,                   -- milliseconds; null when nothing more is to be done
    outcome text
) strict;

-- Which absences another system told of, and in which words, so that the same words are never a second one.
-- A row whose absence was withdrawn by hand stays as long as its words stand in the feed: it is not reported
-- again. Rows go when their time is over. No names; why somebody is away is not read at all.
create table told_absence (
    site     text    not null,
    feed     text    not null,          -- as the hub's file calls it
    resource text    not null,
    from_at  integer not null,          -- milliseconds since 1970, UTC
    until_at integer not null,
    absence  integer not null,          -- what it became
    gone_at  integer,                   -- since when it stands in the feed no more: the supervisor is asked
    primary key (site, feed, resource, from_at, until_at)
) strict, without rowid;
create index told_absence_of on told_absence (site, absence);

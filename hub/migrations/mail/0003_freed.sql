-- Times that became free, for as long as somebody may still be told of them: the next of those who asked
-- for it at `next_at`.
create table freed (
    site      text    not null,
    starts_at integer not null,
    ends_at   integer not null,
    next_at   integer not null,
    primary key (site, starts_at, ends_at)
) strict, without rowid;

-- Letters to those who want to be told, by their watch: one for each time, and one with the button, whose
-- time is 0. No address is here.
create table news (
    watch   integer not null,
    time    integer not null,
    tries   integer not null default 0,
    next_at integer,                         -- null when nothing more is to be done
    primary key (watch, time)
) strict, without rowid;
create index news_due on news (next_at) where next_at is not null;

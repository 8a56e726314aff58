-- What the queue must know of a ticket and the journal must never hold: what its visitor needs, and
-- a remark or note for the clerk. A row goes when its ticket ends, at the latest with the day.
create table beside (
    site   text    not null,
    day    text    not null,
    ticket integer not null,
    needs  text    not null,          -- names with spaces between them: "step-free interpreter"
    note   text,
    primary key (site, day, ticket)
) strict, without rowid;

-- A key is one act at one site: two visitors of two sites may be ticket 17, and make up the same key.
-- What was answered before counts at every site, as it did.
create table answer_of_site (
    site   text    not null,
    actor  text    not null,
    key    text    not null,
    at     integer not null,
    act    integer not null,
    answer text    not null,
    primary key (site, actor, key)
) strict, without rowid;
insert into answer_of_site
    select site, actor, key, at, act, answer from answer, (select distinct site from journal);
drop table answer;
alter table answer_of_site rename to answer;
create index answer_at on answer (at);

-- An emergency is a notice as well: what the wall shows instead of everything else. A check cannot be changed,
-- so the table is made anew.
create table notice_with_emergencies (
    site text not null,
    day text not null,
    place text not null check (place in ('kiosk', 'display', 'emergency')),
    words text not null,
    primary key (site, day, place)
) strict;
insert into notice_with_emergencies select site, day, place, words from notice;
drop table notice;
alter table notice_with_emergencies rename to notice;

-- What citizens write on the contact page, until the mail server has taken it. Sealed with the key of the day
-- on which it was written; a row goes as soon as its letter went out, or with that day, as contacts do.
create table message (
    id     integer primary key autoincrement,   -- never given twice: letters are named by it
    site   text    not null,
    day    text    not null,           -- on which it was written
    at     integer not null,           -- and when, to say how long it has been waiting
    sealed blob    not null            -- JSON: words, name, mail, language, trouble
) strict;

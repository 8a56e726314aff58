-- How long somebody took to make a booking, from the first page to the last button, beside the entry that
-- tells of it. Nobody is followed for it: the form itself says when its first page was shown.
create table effort (
    entry   integer primary key references journal (id),
    seconds integer not null
) strict;

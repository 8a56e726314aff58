-- How visits were, as visitors said. Nothing here leads to a ticket, a booking or a name: the row of a visit
-- is found by a hash that only the key of its day can make, so that one visit has one answer and can change
-- it; when that key is gone, nobody can tell any more whose it was. There is no time of day, and rows lie in
-- the order of their hashes and not in that of the answers.
create table feedback (
    site    text not null,
    day     text not null,             -- of the visit
    visit   blob not null,             -- the hash
    service text not null,
    face    text not null check (face in ('good', 'middling', 'bad')),
    words   blob,                      -- a sentence, sealed with the key of `until`
    until   text,                      -- the day on which the sentence is forgotten; the face stays
    primary key (site, day, visit)
) strict, without rowid;
create index feedback_words on feedback (site, until) where until is not null;

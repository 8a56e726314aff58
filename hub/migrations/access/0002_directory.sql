-- Accounts of people whom the town's own directory knows. What binds one is who vouches (`issuer`) and
-- the number that one never gives to anybody else (`subject`); a name or an address of mail can pass to
-- another person. Made at the first login; role and sites are taken anew at each.
create table directory_account (
    account integer primary key references account (id),
    issuer  text not null,
    subject text not null,
    sites   text not null,                 -- where the groups let them work, parted by spaces; none is nowhere
    unique (issuer, subject)
) strict;

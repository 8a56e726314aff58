-- Who may come in has a file of its own, see access/. Nobody ran an earlier version in earnest, so
-- accounts and devices are made anew there.
drop table session;
drop table account;
drop table device;

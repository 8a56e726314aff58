-- Whether an address has an open booking is found by a keyed hash of it, never by the address. The key is
-- that of the day of the visit, like the one the contact is sealed with: when that day is over, the hash in
-- a backup is of nobody any more. The row goes with the contact.
alter table contact add column address blob;
create index contact_address on contact (site, address) where address is not null;
create index contact_day on contact (site, day);

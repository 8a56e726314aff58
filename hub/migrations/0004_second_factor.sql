-- A second factor beside the password. The secret is sealed with a key that is not in here, so a copy
-- of this database proves nothing; the last step of time that was accepted makes each code good once.
alter table account add column second_factor blob;
alter table account add column second_factor_step integer not null default 0;

-- Whether the second factor was proven in this session.
alter table session add column proven integer not null default 0 check (proven in (0, 1));

-- For the day the telephone is gone. Keyed hashes; a code that was used is no longer here.
create table recovery_code (
    account   integer not null references account (id),
    code_hash blob    not null,
    primary key (account, code_hash)
) strict, without rowid;

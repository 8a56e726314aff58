-- Why a server did not take a letter was kept in its own words, and these repeat the address. What stays is
-- the number of the reply; 554 says that it was no, and nothing more.
update letter
set outcome = 'refused: ' || case
    when outcome glob '*([45][0-9][0-9])*' then substr(outcome, instr(outcome, '(') + 1, 3)
    else '554' end
where outcome glob 'refused: *';

-- What was asked under a key was kept as a plain hash, from which the few needs there are could be guessed.
-- From now on it is `desk/fingerprint`; 0 is one that can no longer be compared.
update answer set act = 0;

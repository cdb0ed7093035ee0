SELECT count(*) FROM datasets WHERE hidden = 0

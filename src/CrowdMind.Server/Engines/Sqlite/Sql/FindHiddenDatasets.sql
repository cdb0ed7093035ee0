SELECT id FROM datasets WHERE hidden = 1

SELECT id FROM datasets WHERE hidden

SELECT count(*) FROM datasets WHERE NOT hidden

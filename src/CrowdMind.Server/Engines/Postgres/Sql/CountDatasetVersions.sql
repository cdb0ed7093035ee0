SELECT count(*) FROM datasets WHERE name = @name AND NOT hidden AND NOT (state = 1 AND row_count = 0)

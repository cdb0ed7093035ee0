SELECT count(*) FROM datasets WHERE name = @name AND hidden = 0 AND NOT (state = 1 AND row_count = 0)

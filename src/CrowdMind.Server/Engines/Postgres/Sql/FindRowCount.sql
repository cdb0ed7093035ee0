SELECT CASE WHEN state < 2 THEN row_count ELSE -1 END FROM datasets WHERE id = @id AND NOT hidden
FOR UPDATE

SELECT row_count FROM datasets WHERE id = @id AND NOT hidden
FOR UPDATE

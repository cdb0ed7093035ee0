SELECT row_count FROM datasets WHERE id = @id AND hidden = 0

DELETE FROM datasets WHERE id = @id AND hidden = 1

DELETE FROM datasets WHERE id = @id AND hidden

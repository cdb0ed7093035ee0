SELECT profile FROM datasets WHERE id = @id AND hidden = 0

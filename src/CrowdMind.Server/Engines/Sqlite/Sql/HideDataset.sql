UPDATE datasets SET hidden = 1 WHERE id = @id AND hidden = 0

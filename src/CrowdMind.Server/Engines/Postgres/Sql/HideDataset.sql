UPDATE datasets SET hidden = true WHERE id = @id AND NOT hidden

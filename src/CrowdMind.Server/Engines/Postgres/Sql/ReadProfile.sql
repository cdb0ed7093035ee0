SELECT profile FROM datasets WHERE id = @id AND NOT hidden

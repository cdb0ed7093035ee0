SELECT number FROM experiments WHERE id = @id

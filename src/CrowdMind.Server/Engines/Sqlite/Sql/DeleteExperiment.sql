DELETE FROM experiments WHERE id = @id RETURNING number

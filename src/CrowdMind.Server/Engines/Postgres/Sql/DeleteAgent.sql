DELETE FROM agents WHERE id = @id

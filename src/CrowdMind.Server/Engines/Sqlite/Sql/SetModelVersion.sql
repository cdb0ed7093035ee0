UPDATE models SET version = @version WHERE id = @id

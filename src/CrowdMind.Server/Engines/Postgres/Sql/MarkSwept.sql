UPDATE jobs SET swept = true WHERE id = @id

UPDATE jobs SET swept = 1 WHERE id = @id

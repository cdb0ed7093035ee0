UPDATE jobs SET status = @status, error = @error, updated_at = @at, swept = @swept WHERE id = @id AND status < 2

UPDATE jobs SET status = 2, rows_done = rows_total, started_at = @startedAt, updated_at = @at, swept = true
WHERE id = @id AND status < 2 AND NOT cancel_requested

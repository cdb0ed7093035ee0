UPDATE jobs SET status = 2, rows_done = rows_total, started_at = @startedAt, updated_at = @at, swept = 1
WHERE id = @id AND status < 2 AND cancel_requested = 0

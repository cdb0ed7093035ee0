UPDATE jobs
SET status = CASE WHEN cancel_requested = 1 THEN 4 ELSE 3 END,
    error = CASE WHEN cancel_requested = 1 THEN NULL ELSE @error END,
    updated_at = @at
WHERE swept = 0 AND status < 2 AND updated_at < @before

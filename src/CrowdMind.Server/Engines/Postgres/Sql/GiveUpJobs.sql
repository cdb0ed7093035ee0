UPDATE jobs
SET status = CASE WHEN cancel_requested THEN 4 ELSE 3 END,
    error = CASE WHEN cancel_requested THEN NULL ELSE @error END,
    updated_at = @at
WHERE NOT swept AND status < 2 AND updated_at < @before

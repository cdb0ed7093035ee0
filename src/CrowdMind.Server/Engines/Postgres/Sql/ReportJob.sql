UPDATE jobs
SET status = CASE WHEN @startedAt::timestamptz IS NULL THEN 0 ELSE 1 END, started_at = @startedAt, rows_done = @rowsDone, updated_at = @at
WHERE id = @id AND status < 2 AND NOT cancel_requested
  AND (makes_version OR EXISTS (SELECT 1 FROM datasets WHERE id = jobs.dataset_id AND NOT hidden))

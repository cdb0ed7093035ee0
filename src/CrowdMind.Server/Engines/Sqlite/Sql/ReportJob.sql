UPDATE jobs
SET status = CASE WHEN @startedAt IS NULL THEN 0 ELSE 1 END, started_at = @startedAt, rows_done = @rowsDone, updated_at = @at
WHERE id = @id AND status < 2 AND cancel_requested = 0
  AND (makes_version = 1 OR EXISTS (SELECT 1 FROM datasets WHERE id = jobs.dataset_id AND hidden = 0))

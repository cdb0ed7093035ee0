SELECT id, dataset_id, status, seed, rows_total, rows_done, created_at, started_at, updated_at, error
FROM jobs
WHERE swept = 0 AND status > 1

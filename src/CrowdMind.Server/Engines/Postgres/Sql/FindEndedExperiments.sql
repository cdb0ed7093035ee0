SELECT id, name, status, scenario, started_at, ended_at, created_at, last_seq
FROM experiments
WHERE status = 2 AND ended_at < @before
ORDER BY ended_at, number
LIMIT @limit OFFSET @offset

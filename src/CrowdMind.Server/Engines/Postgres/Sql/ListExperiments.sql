SELECT id, name, status, scenario, started_at, ended_at, created_at, last_seq
FROM experiments
WHERE @status::smallint IS NULL OR status = @status
ORDER BY created_at DESC, number DESC
LIMIT @limit OFFSET @offset

SELECT id, name, status, scenario, started_at, ended_at, created_at, last_seq
FROM experiments
WHERE id = @id

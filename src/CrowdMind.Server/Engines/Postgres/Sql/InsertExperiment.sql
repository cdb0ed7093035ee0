INSERT INTO experiments (id, name, status, scenario, created_at)
VALUES (@id, @name, @status, @scenario::json, @createdAt)
ON CONFLICT (id) DO NOTHING

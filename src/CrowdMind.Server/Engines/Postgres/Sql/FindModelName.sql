SELECT id FROM models WHERE name = @name ORDER BY created_at, id LIMIT 1

INSERT INTO agents (id, name, type, traits, created_at, memory_bytes, flash_bytes, operators)
VALUES (@id, @name, @type, @traits::json, @createdAt, @memoryBytes, @flashBytes, @operators::json)
ON CONFLICT (id) DO NOTHING

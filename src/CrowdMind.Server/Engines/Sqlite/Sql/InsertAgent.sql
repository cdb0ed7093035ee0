INSERT INTO agents (id, name, type, traits, created_at, memory_bytes, flash_bytes, operators)
VALUES (@id, @name, @type, @traits, @createdAt, @memoryBytes, @flashBytes, @operators)

INSERT INTO agents (id, name, type, traits, created_at)
VALUES (@id, @name, @type, @traits::json, @createdAt)
ON CONFLICT (id) DO NOTHING

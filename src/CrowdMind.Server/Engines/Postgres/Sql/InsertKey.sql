INSERT INTO api_keys (id, name, role, agent_id, salt, hash, created_at, expires_at)
VALUES (@id, @name, @role, @agentId, @salt, @hash, @createdAt, @expiresAt)
ON CONFLICT (id) DO NOTHING

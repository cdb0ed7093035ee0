SELECT id, name, role, agent_id, salt, hash, created_at, expires_at, last_used_at, revoked_at
FROM api_keys
WHERE id = @id

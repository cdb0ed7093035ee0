SELECT id, name, role, agent_id, salt, hash, created_at, expires_at, last_used_at, revoked_at
FROM api_keys
ORDER BY created_at DESC, id DESC
LIMIT @limit OFFSET @offset

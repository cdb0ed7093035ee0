DELETE FROM tickets
WHERE hash = @hash
RETURNING hash, subject, name, role, agent_id, key_id, ends_at, expires_at

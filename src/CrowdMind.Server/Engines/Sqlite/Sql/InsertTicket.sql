INSERT INTO tickets (hash, subject, name, role, agent_id, key_id, ends_at, expires_at)
VALUES (@hash, @subject, @name, @role, @agentId, @keyId, @endsAt, @expiresAt)

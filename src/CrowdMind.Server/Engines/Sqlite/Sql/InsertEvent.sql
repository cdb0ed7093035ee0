INSERT INTO events (position, type, reaction_id, agent_id, body, created_at, traceparent)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (position >> 36, reaction_id) WHERE reaction_id IS NOT NULL DO NOTHING

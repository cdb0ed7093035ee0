SELECT position, type, reaction_id, agent_id, body, created_at, traceparent
FROM events
WHERE position > ?1 AND position <= ?2 AND type = 1
ORDER BY position DESC
LIMIT ?3 OFFSET ?4

SELECT position, type, reaction_id, agent_id, body, created_at, traceparent
FROM events
WHERE position > ?1 AND position <= ?2
ORDER BY position

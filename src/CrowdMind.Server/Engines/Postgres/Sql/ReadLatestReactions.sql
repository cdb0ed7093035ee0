SELECT seq, type, id, agent_id, created_at, body, traceparent
FROM events
WHERE experiment = (SELECT number FROM experiments WHERE id = $1) AND type = 1
ORDER BY seq DESC
LIMIT $2 OFFSET $3

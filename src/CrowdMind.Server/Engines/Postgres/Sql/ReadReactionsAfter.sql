SELECT seq, type, id, agent_id, created_at, body, traceparent
FROM events
WHERE experiment = (SELECT number FROM experiments WHERE id = $1) AND seq > $2 AND type = 1
ORDER BY seq
LIMIT $3

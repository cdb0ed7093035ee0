SELECT a.id, a.model_id, a.model_checksum, a.assigned_at,
       a.reported_checksum, a.reported_state, a.reported_error, a.reported_at,
       x.id AS experiment_id, x.name, x.status, x.last_seq
FROM agents a
LEFT JOIN LATERAL (
  SELECT x.id, x.name, x.status, x.last_seq, x.created_at, x.number
  FROM participants p
  JOIN experiments x ON x.id = p.experiment_id
  WHERE p.agent_id = a.id AND x.status < 2
  ORDER BY x.created_at DESC, x.number DESC
  LIMIT @most
) x ON true
WHERE a.id = ANY (@ids)
ORDER BY a.id, x.created_at DESC, x.number DESC

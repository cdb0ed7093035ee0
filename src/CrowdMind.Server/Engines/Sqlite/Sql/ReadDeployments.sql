WITH parts AS (
  SELECT p.agent_id, x.id, x.name, x.status, x.last_seq,
         row_number() OVER (PARTITION BY p.agent_id ORDER BY x.created_at DESC, x.number DESC) AS place
  FROM participants p
  JOIN experiments x ON x.id = p.experiment_id
  WHERE p.agent_id IN @ids AND x.status < 2
)
SELECT a.id, a.model_id, a.model_checksum, a.assigned_at,
       a.reported_checksum, a.reported_state, a.reported_error, a.reported_at,
       x.id AS experiment_id, x.name, x.status, x.last_seq
FROM agents a
LEFT JOIN parts x ON x.agent_id = a.id AND x.place <= @most
WHERE a.id IN @ids
ORDER BY a.id, x.place

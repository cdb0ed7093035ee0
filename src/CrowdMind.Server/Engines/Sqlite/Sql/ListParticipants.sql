SELECT a.id, a.name, a.type, a.traits, a.created_at, a.memory_bytes, a.flash_bytes, a.operators, a.model_id, a.model_checksum,
       a.assigned_at, a.reported_checksum, a.reported_state, a.reported_error, a.reported_at
FROM participants p
JOIN agents a ON a.id = p.agent_id
WHERE p.experiment_id = @experimentId
ORDER BY a.created_at DESC, a.id DESC
LIMIT @limit OFFSET @offset

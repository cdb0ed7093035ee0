SELECT id, name, type, traits, created_at, memory_bytes, flash_bytes, operators, model_id, model_checksum, assigned_at,
       reported_checksum, reported_state, reported_error, reported_at
FROM agents
WHERE id = @id

SELECT id, name, type, traits, model_id, created_at
FROM agents
ORDER BY created_at DESC, id DESC
LIMIT @limit OFFSET @offset

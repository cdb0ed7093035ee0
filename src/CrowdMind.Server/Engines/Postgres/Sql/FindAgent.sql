SELECT id, name, type, traits, model_id, created_at FROM agents WHERE id = @id

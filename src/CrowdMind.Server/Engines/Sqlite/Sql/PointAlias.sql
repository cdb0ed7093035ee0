INSERT INTO model_aliases (name, alias, model_id, updated_at)
SELECT name, @alias, id, @at FROM models WHERE id = @id
ON CONFLICT (name, alias) DO UPDATE SET model_id = excluded.model_id, updated_at = excluded.updated_at

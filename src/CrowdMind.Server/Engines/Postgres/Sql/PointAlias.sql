INSERT INTO model_aliases (name, alias, model_id, updated_at)
SELECT m.name, @alias, m.id, @at FROM (SELECT id, name FROM models WHERE id = @id FOR SHARE) m
ON CONFLICT (name, alias) DO UPDATE SET model_id = excluded.model_id, updated_at = excluded.updated_at

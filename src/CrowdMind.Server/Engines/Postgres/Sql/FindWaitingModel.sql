SELECT id FROM models WHERE name = @name AND version IS NULL

SELECT count(*) FROM models WHERE name = @name AND version IS NOT NULL

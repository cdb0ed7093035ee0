SELECT count(*) FROM models WHERE @name IS NULL OR name = @name

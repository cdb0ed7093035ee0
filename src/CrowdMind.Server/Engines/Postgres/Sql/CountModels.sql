SELECT count(*) FROM models WHERE @name::text IS NULL OR name = @name

SELECT count(*)
FROM agents
WHERE (@type::smallint IS NULL OR type = @type) AND (@modelId::uuid IS NULL OR model_id = @modelId)

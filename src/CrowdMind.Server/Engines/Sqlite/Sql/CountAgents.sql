SELECT count(*)
FROM agents
WHERE (@type IS NULL OR type = @type) AND (@modelId IS NULL OR model_id = @modelId)

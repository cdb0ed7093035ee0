SELECT 1 FROM models WHERE id = @modelId

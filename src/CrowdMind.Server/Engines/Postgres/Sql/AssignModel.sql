UPDATE agents SET model_id = @modelId, model_checksum = @checksum, assigned_at = @at WHERE id = @id

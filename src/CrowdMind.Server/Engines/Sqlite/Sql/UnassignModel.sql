UPDATE agents SET model_id = NULL, model_checksum = NULL, assigned_at = NULL WHERE id = @id

UPDATE agents SET model_id = NULL WHERE model_id = @id

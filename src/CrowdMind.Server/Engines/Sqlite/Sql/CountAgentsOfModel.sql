SELECT count(*) FROM agents WHERE model_id = @id

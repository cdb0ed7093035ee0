DELETE FROM model_aliases WHERE model_id = @id

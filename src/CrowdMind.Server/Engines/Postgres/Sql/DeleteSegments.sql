DELETE FROM segments WHERE dataset_id = @id

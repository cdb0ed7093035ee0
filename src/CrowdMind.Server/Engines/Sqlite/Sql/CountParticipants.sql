SELECT count(*) FROM participants WHERE experiment_id = @experimentId

SELECT EXISTS (SELECT 1 FROM participants WHERE experiment_id = @experimentId AND agent_id = @agentId)

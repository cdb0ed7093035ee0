SELECT EXISTS (SELECT 1 FROM experiments WHERE id = @experimentId) AS has_experiment,
       EXISTS (SELECT 1 FROM agents WHERE id = @agentId) AS has_agent

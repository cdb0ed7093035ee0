SELECT EXISTS (SELECT FROM experiments WHERE id = @experimentId) AS has_experiment,
       EXISTS (SELECT FROM agents WHERE id = @agentId) AS has_agent

INSERT INTO participants (experiment_id, agent_id) VALUES (@experimentId, @agentId) ON CONFLICT DO NOTHING

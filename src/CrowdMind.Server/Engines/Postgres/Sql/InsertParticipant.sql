INSERT INTO participants (experiment_id, agent_id)
SELECT x.id, a.id
FROM experiments x, agents a
WHERE x.id = @experimentId AND a.id = @agentId
ON CONFLICT DO NOTHING

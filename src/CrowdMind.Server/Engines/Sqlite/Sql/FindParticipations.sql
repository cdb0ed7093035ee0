SELECT experiment_id, agent_id FROM participants WHERE agent_id IN @ids

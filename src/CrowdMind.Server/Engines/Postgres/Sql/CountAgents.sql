SELECT count(*) FROM agents

-- What an agent can hold, the model it is to run, and what it says it runs.

ALTER TABLE agents ADD COLUMN memory_bytes INTEGER;
ALTER TABLE agents ADD COLUMN flash_bytes INTEGER;
ALTER TABLE agents ADD COLUMN operators TEXT;
ALTER TABLE agents ADD COLUMN model_checksum TEXT;
ALTER TABLE agents ADD COLUMN assigned_at INTEGER;
ALTER TABLE agents ADD COLUMN reported_checksum TEXT;
ALTER TABLE agents ADD COLUMN reported_state INTEGER;
ALTER TABLE agents ADD COLUMN reported_error TEXT;
ALTER TABLE agents ADD COLUMN reported_at INTEGER;

-- Who takes part in what; forgotten with either.
CREATE TABLE participants (
  experiment_id  BLOB NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
  agent_id       BLOB NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
  PRIMARY KEY (experiment_id, agent_id)
) WITHOUT ROWID;

CREATE INDEX participants_agent ON participants (agent_id);

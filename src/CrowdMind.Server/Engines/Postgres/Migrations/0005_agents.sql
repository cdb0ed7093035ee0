-- What an agent can hold, the model it is to run, and what it says it runs.

ALTER TABLE agents
  ADD COLUMN memory_bytes       bigint,
  ADD COLUMN flash_bytes        bigint,
  ADD COLUMN operators          json,
  ADD COLUMN model_checksum     text,
  ADD COLUMN assigned_at        timestamptz,
  ADD COLUMN reported_checksum  text,
  ADD COLUMN reported_state     smallint,
  ADD COLUMN reported_error     text,
  ADD COLUMN reported_at        timestamptz;

-- Who takes part in what; forgotten with either.
CREATE TABLE participants (
  experiment_id  uuid  NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
  agent_id       uuid  NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
  PRIMARY KEY (experiment_id, agent_id)
);

CREATE INDEX participants_agent ON participants (agent_id);

ALTER TABLE participants ENABLE ROW LEVEL SECURITY;

-- Every table has row level security and no policy: its owner, which this program is, sees everything, anybody else who
-- may reach the schema (a REST endpoint that publishes it) sees nothing.

CREATE TABLE agents (
  id          uuid         NOT NULL PRIMARY KEY,
  name        text         NOT NULL,
  type        smallint     NOT NULL,
  traits      json,
  model_id    uuid,
  created_at  timestamptz  NOT NULL
);

CREATE INDEX agents_newest ON agents (created_at DESC, id DESC);

ALTER TABLE agents ENABLE ROW LEVEL SECURITY;

-- A number is never given again, so events left by a deletion cannot show up in another experiment. Every commit updates
-- the head: half of each page is left for that, so that the new row lies beside the old one and no index hears of it.
CREATE TABLE experiments (
  number         bigint       GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id             uuid         NOT NULL UNIQUE,
  name           text         NOT NULL,
  status         smallint     NOT NULL,
  scenario       json,
  started_at     timestamptz,
  ended_at       timestamptz,
  created_at     timestamptz  NOT NULL,
  last_seq       bigint       NOT NULL DEFAULT 0,
  last_event_at  timestamptz  NOT NULL DEFAULT to_timestamp(0)
) WITH (fillfactor = 50);

CREATE INDEX experiments_newest ON experiments (created_at DESC, number DESC);

ALTER TABLE experiments ENABLE ROW LEVEL SECURITY;

-- All logs in one table. The body is json, not jsonb: it is kept as the text that came. The id is the reaction's, and of a
-- change of status one of its own, by which a retry finds what it has done.
CREATE TABLE events (
  experiment  bigint       NOT NULL,
  seq         bigint       NOT NULL,
  created_at  timestamptz  NOT NULL,
  id          uuid         NOT NULL,
  agent_id    uuid,
  type        smallint     NOT NULL,
  body        json         NOT NULL,
  PRIMARY KEY (experiment, seq)
);

CREATE UNIQUE INDEX events_id ON events (experiment, id);

ALTER TABLE events ENABLE ROW LEVEL SECURITY;

-- The last commit of each log writer that runs, written in that commit: one whose answer was lost asks here whether it
-- was done, and the events that came with it are known by the transaction that wrote them (xmin).
CREATE TABLE writers (
  id           uuid         NOT NULL PRIMARY KEY,
  last_commit  uuid         NOT NULL,
  at           timestamptz  NOT NULL
) WITH (fillfactor = 50);

ALTER TABLE writers ENABLE ROW LEVEL SECURITY;

-- For people: SELECT * FROM reactions WHERE experiment_id = '…' ORDER BY seq DESC LIMIT 10.
-- As its reader (security_invoker), or it would show to all what the tables hide.
CREATE VIEW reactions WITH (security_invoker = true) AS
SELECT x.id AS experiment_id, e.seq, e.id, e.agent_id, e.body AS payload, e.created_at
FROM experiments x
JOIN events e ON e.experiment = x.number
WHERE e.type = 1;

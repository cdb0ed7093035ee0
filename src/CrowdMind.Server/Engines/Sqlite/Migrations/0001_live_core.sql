-- Ids are 16-byte UUIDs, most significant byte first; times are microseconds since 1970, UTC.

CREATE TABLE agents (
  id          BLOB    NOT NULL PRIMARY KEY,
  name        TEXT    NOT NULL,
  type        INTEGER NOT NULL,
  traits      TEXT,
  model_id    BLOB,
  created_at  INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX agents_newest ON agents (created_at DESC, id);

-- A number is never given again (AUTOINCREMENT), so events left by a deletion cannot show up in another experiment.
CREATE TABLE experiments (
  number          INTEGER PRIMARY KEY AUTOINCREMENT,
  id              BLOB    NOT NULL UNIQUE,
  name            TEXT    NOT NULL,
  status          INTEGER NOT NULL,
  scenario        TEXT,
  started_at      INTEGER,
  ended_at        INTEGER,
  created_at      INTEGER NOT NULL,
  last_seq        INTEGER NOT NULL DEFAULT 0,
  last_event_at   INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX experiments_newest ON experiments (created_at DESC, number);

-- All logs in one table. The key packs experiment and seq (number << 36 | seq), so that a log lies together, an append
-- goes to the end of its log, and there is no second index for it.
CREATE TABLE events (
  position     INTEGER PRIMARY KEY,
  type         INTEGER NOT NULL,
  reaction_id  BLOB,
  agent_id     BLOB,
  body         TEXT    NOT NULL,
  created_at   INTEGER NOT NULL
);

CREATE UNIQUE INDEX events_reaction ON events (position >> 36, reaction_id) WHERE reaction_id IS NOT NULL;

-- For people: SELECT * FROM reactions WHERE experiment_id = '…' ORDER BY seq DESC LIMIT 10.
CREATE VIEW reactions AS
WITH plain AS (
  SELECT lower(hex(x.id)) AS x, e.position & ((1 << 36) - 1) AS seq, lower(hex(e.reaction_id)) AS r,
         lower(hex(e.agent_id)) AS a, e.body AS payload, e.created_at AS at
  FROM experiments x
  JOIN events e ON e.position BETWEEN (x.number << 36) + 1 AND (x.number << 36) + x.last_seq
  WHERE e.type = 1
)
SELECT substr(x, 1, 8) || '-' || substr(x, 9, 4) || '-' || substr(x, 13, 4) || '-' || substr(x, 17, 4) || '-'
         || substr(x, 21) AS experiment_id,
       seq,
       substr(r, 1, 8) || '-' || substr(r, 9, 4) || '-' || substr(r, 13, 4) || '-' || substr(r, 17, 4) || '-'
         || substr(r, 21) AS id,
       substr(a, 1, 8) || '-' || substr(a, 9, 4) || '-' || substr(a, 13, 4) || '-' || substr(a, 17, 4) || '-'
         || substr(a, 21) AS agent_id,
       payload,
       strftime('%Y-%m-%dT%H:%M:%f', at / 1000000.0, 'unixepoch') || 'Z' AS created_at
FROM plain;

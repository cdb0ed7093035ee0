-- Who may come: keys as salted hashes, and tickets until they are used.

CREATE TABLE api_keys (
  id            BLOB NOT NULL PRIMARY KEY,
  name          TEXT NOT NULL,
  role          INTEGER NOT NULL,
  agent_id      BLOB,
  salt          BLOB NOT NULL,
  hash          BLOB NOT NULL,
  created_at    INTEGER NOT NULL,
  expires_at    INTEGER,
  last_used_at  INTEGER,
  revoked_at    INTEGER
) WITHOUT ROWID;

CREATE TABLE tickets (
  hash        BLOB NOT NULL PRIMARY KEY,
  subject     TEXT NOT NULL,
  name        TEXT NOT NULL,
  role        INTEGER NOT NULL,
  agent_id    BLOB,
  key_id      BLOB,
  ends_at     INTEGER,
  expires_at  INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX tickets_expiry ON tickets (expires_at);

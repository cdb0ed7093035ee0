-- Who may come: keys as salted hashes, and tickets until they are used.

CREATE TABLE api_keys (
  id            uuid         NOT NULL PRIMARY KEY,
  name          text         NOT NULL,
  role          smallint     NOT NULL,
  agent_id      uuid,
  salt          bytea        NOT NULL,
  hash          bytea        NOT NULL,
  created_at    timestamptz  NOT NULL,
  expires_at    timestamptz,
  last_used_at  timestamptz,
  revoked_at    timestamptz
);

CREATE TABLE tickets (
  hash        bytea        NOT NULL PRIMARY KEY,
  subject     text         NOT NULL,
  name        text         NOT NULL,
  role        smallint     NOT NULL,
  agent_id    uuid,
  key_id      uuid,
  ends_at     timestamptz,
  expires_at  timestamptz  NOT NULL
);

CREATE INDEX tickets_expiry ON tickets (expires_at);

ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE tickets ENABLE ROW LEVEL SECURITY;

-- Who did what. Entries are added, and never changed or removed.

CREATE TABLE audit (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  at       INTEGER NOT NULL,
  actor    TEXT NOT NULL,
  role     INTEGER NOT NULL,
  key_id   BLOB,
  address  TEXT,
  action   TEXT NOT NULL,
  subject  TEXT NOT NULL
);

CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'The audit is append-only.'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'The audit is append-only.'); END;

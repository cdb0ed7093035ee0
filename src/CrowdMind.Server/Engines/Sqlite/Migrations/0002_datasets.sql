-- What datasets are made of lies in the object store; here stands which of its objects hold which rows.

CREATE TABLE datasets (
  id                 BLOB    NOT NULL PRIMARY KEY,
  name               TEXT    NOT NULL,
  version            TEXT    NOT NULL,
  schema             TEXT,
  labels             TEXT    NOT NULL,
  row_count          INTEGER NOT NULL DEFAULT 0,
  text_bytes         INTEGER NOT NULL DEFAULT 0,
  checksum           BLOB,
  generator_version  INTEGER,
  created_at         INTEGER NOT NULL,
  hidden             INTEGER NOT NULL DEFAULT 0,
  profile            BLOB
);

CREATE INDEX datasets_newest ON datasets (created_at DESC, id) WHERE hidden = 0;
CREATE INDEX datasets_hidden ON datasets (id) WHERE hidden = 1;

CREATE TABLE segments (
  dataset_id         BLOB    NOT NULL,
  first_row          INTEGER NOT NULL,
  row_count          INTEGER NOT NULL,
  object_key         TEXT    NOT NULL,
  bytes              INTEGER NOT NULL,
  sha256             TEXT    NOT NULL,
  text_bytes         INTEGER NOT NULL,
  crc32              INTEGER NOT NULL,
  seed               INTEGER NOT NULL,
  generator_version  INTEGER NOT NULL,
  PRIMARY KEY (dataset_id, first_row)
) WITHOUT ROWID;

-- Jobs outlive their datasets: until they are swept, their objects may still be there.
CREATE TABLE jobs (
  id                BLOB    NOT NULL PRIMARY KEY,
  dataset_id        BLOB    NOT NULL,
  status            INTEGER NOT NULL,
  seed              INTEGER NOT NULL,
  rows_total        INTEGER NOT NULL,
  rows_done         INTEGER NOT NULL DEFAULT 0,
  created_at        INTEGER NOT NULL,
  started_at        INTEGER,
  updated_at        INTEGER NOT NULL,
  error             TEXT,
  cancel_requested  INTEGER NOT NULL DEFAULT 0,
  swept             INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE INDEX jobs_unswept ON jobs (updated_at) WHERE swept = 0;
CREATE INDEX jobs_updated ON jobs (updated_at);

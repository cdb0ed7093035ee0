-- The registry of models. A model has its file's columns all or none; its bytes lie in the object store. Names that are
-- taken before their first version have none.

CREATE TABLE models (
  id                BLOB    NOT NULL PRIMARY KEY,
  name              TEXT    NOT NULL,
  version           TEXT,
  target_device     TEXT,
  labels            TEXT    NOT NULL,
  description       TEXT,
  dataset_id        BLOB,
  dataset_checksum  TEXT,
  metrics           TEXT,
  created_at        INTEGER NOT NULL,
  storage_path      TEXT,
  checksum          TEXT,
  size              INTEGER,
  signature         TEXT
);

CREATE UNIQUE INDEX models_version ON models (name, version);
CREATE INDEX models_newest ON models (created_at DESC, id);

CREATE TABLE model_aliases (
  name        TEXT    NOT NULL,
  alias       TEXT    NOT NULL,
  model_id    BLOB    NOT NULL,
  updated_at  INTEGER NOT NULL,
  PRIMARY KEY (name, alias)
) WITHOUT ROWID;

CREATE INDEX model_aliases_model ON model_aliases (model_id);

-- Whether a model may be deleted.
CREATE INDEX agents_of_model ON agents (model_id) WHERE model_id IS NOT NULL;

-- Objects that no model has (yet, or any more). Given up, they are due to be deleted.
CREATE TABLE loose_objects (
  path        TEXT    NOT NULL PRIMARY KEY,
  updated_at  INTEGER NOT NULL,
  given_up    INTEGER NOT NULL
) WITHOUT ROWID;

-- The registry of models. A model has its file's columns all or none; its bytes lie in the object store. Names that are
-- taken before their first version have none. Whoever relies on a model being there locks its row: to share it while it is
-- given to an agent or an alias is pointed at it, for update while it is deleted or gets its file.

CREATE TABLE models (
  id                uuid         NOT NULL PRIMARY KEY,
  name              text         NOT NULL,
  version           text,
  target_device     text,
  labels            json         NOT NULL,
  description       text,
  dataset_id        uuid,
  dataset_checksum  text,
  metrics           json,
  created_at        timestamptz  NOT NULL,
  storage_path      text,
  checksum          text,
  size              bigint,
  signature         json
);

CREATE UNIQUE INDEX models_version ON models (name, version);
CREATE INDEX models_newest ON models (created_at DESC, id DESC);

ALTER TABLE models ENABLE ROW LEVEL SECURITY;

CREATE TABLE model_aliases (
  name        text         NOT NULL,
  alias       text         NOT NULL,
  model_id    uuid         NOT NULL,
  updated_at  timestamptz  NOT NULL,
  PRIMARY KEY (name, alias)
);

CREATE INDEX model_aliases_model ON model_aliases (model_id);

ALTER TABLE model_aliases ENABLE ROW LEVEL SECURITY;

-- Whether a model may be deleted.
CREATE INDEX agents_of_model ON agents (model_id) WHERE model_id IS NOT NULL;

-- Objects that no model has (yet, or any more). Given up, they are due to be deleted.
CREATE TABLE loose_objects (
  path        text         NOT NULL PRIMARY KEY,
  updated_at  timestamptz  NOT NULL,
  given_up    boolean      NOT NULL
);

ALTER TABLE loose_objects ENABLE ROW LEVEL SECURITY;

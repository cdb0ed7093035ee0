-- What datasets are made of lies in the object store; here stands which of its objects hold which rows.

CREATE TABLE datasets (
  id                 uuid         NOT NULL PRIMARY KEY,
  name               text         NOT NULL,
  version            text         NOT NULL,
  schema             json,
  labels             json         NOT NULL,
  row_count          bigint       NOT NULL DEFAULT 0,
  text_bytes         bigint       NOT NULL DEFAULT 0,
  checksum           bytea,
  generator_version  integer,
  created_at         timestamptz  NOT NULL,
  hidden             boolean      NOT NULL DEFAULT false,
  profile            bytea
);

CREATE INDEX datasets_newest ON datasets (created_at DESC, id DESC) WHERE NOT hidden;
CREATE INDEX datasets_hidden ON datasets (id) WHERE hidden;

ALTER TABLE datasets ENABLE ROW LEVEL SECURITY;

CREATE TABLE segments (
  dataset_id         uuid     NOT NULL,
  first_row          bigint   NOT NULL,
  row_count          integer  NOT NULL,
  object_key         text     NOT NULL,
  bytes              bigint   NOT NULL,
  sha256             text     NOT NULL,
  text_bytes         bigint   NOT NULL,
  crc32              bigint   NOT NULL,
  seed               bigint   NOT NULL,
  generator_version  integer  NOT NULL,
  PRIMARY KEY (dataset_id, first_row)
);

ALTER TABLE segments ENABLE ROW LEVEL SECURITY;

-- Jobs outlive their datasets: until they are swept, their objects may still be there.
CREATE TABLE jobs (
  id                uuid         NOT NULL PRIMARY KEY,
  dataset_id        uuid         NOT NULL,
  status            smallint     NOT NULL,
  seed              bigint       NOT NULL,
  rows_total        bigint       NOT NULL,
  rows_done         bigint       NOT NULL DEFAULT 0,
  created_at        timestamptz  NOT NULL,
  started_at        timestamptz,
  updated_at        timestamptz  NOT NULL,
  error             text,
  cancel_requested  boolean      NOT NULL DEFAULT false,
  swept             boolean      NOT NULL DEFAULT false
) WITH (fillfactor = 50);

CREATE INDEX jobs_unswept ON jobs (updated_at) WHERE NOT swept;
CREATE INDEX jobs_updated ON jobs (updated_at);

ALTER TABLE jobs ENABLE ROW LEVEL SECURITY;

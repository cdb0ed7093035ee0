-- Datasets that share a name are the versions of one thing. Those made as versions (state 2 and 3) are unique and do not
-- change; those in which calls add rows (state 0) may share a version too, as they always could. One that waits (state 1)
-- takes its version when its name is given that very one.
ALTER TABLE datasets
  ADD COLUMN state smallint NOT NULL DEFAULT 0,
  ADD COLUMN dataset_type smallint,
  ADD COLUMN created_by text,
  ADD COLUMN description text,
  -- The file it is handed out as. With fewer rows than the dataset it is out of date.
  ADD COLUMN file_path text,
  ADD COLUMN file_format smallint,
  ADD COLUMN file_checksum text,
  ADD COLUMN file_size bigint,
  ADD COLUMN file_rows bigint,
  ADD COLUMN stats json;

CREATE UNIQUE INDEX datasets_version ON datasets (name, version) WHERE state > 1 AND NOT hidden;
CREATE INDEX datasets_of_name ON datasets (name, created_at DESC, id DESC) WHERE NOT hidden;

-- Such a job's dataset is not there before the job is done.
ALTER TABLE jobs ADD COLUMN makes_version boolean NOT NULL DEFAULT false;

ALTER TABLE models ADD COLUMN framework smallint;

-- A name waits for its first version once.
CREATE UNIQUE INDEX models_waiting ON models (name) WHERE version IS NULL;

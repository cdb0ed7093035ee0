-- Datasets that share a name are the versions of one thing. Those made as versions (state 2 and 3) are unique and do not
-- change; those in which calls add rows (state 0) may share a version too, as they always could. One that waits (state 1)
-- takes its version when its name is given that very one.
ALTER TABLE datasets ADD COLUMN state INTEGER NOT NULL DEFAULT 0;
ALTER TABLE datasets ADD COLUMN dataset_type INTEGER;
ALTER TABLE datasets ADD COLUMN created_by TEXT;
ALTER TABLE datasets ADD COLUMN description TEXT;

-- The file it is handed out as. With fewer rows than the dataset it is out of date.
ALTER TABLE datasets ADD COLUMN file_path TEXT;
ALTER TABLE datasets ADD COLUMN file_format INTEGER;
ALTER TABLE datasets ADD COLUMN file_checksum TEXT;
ALTER TABLE datasets ADD COLUMN file_size INTEGER;
ALTER TABLE datasets ADD COLUMN file_rows INTEGER;
ALTER TABLE datasets ADD COLUMN stats TEXT;

CREATE UNIQUE INDEX datasets_version ON datasets (name, version) WHERE state > 1 AND hidden = 0;
CREATE INDEX datasets_of_name ON datasets (name, created_at DESC, id) WHERE hidden = 0;

-- Such a job's dataset is not there before the job is done.
ALTER TABLE jobs ADD COLUMN makes_version INTEGER NOT NULL DEFAULT 0;

ALTER TABLE models ADD COLUMN framework INTEGER;

-- A name waits for its first version once.
CREATE UNIQUE INDEX models_waiting ON models (name) WHERE version IS NULL;

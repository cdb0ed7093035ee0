INSERT INTO datasets (id, name, version, schema, labels, created_at, state, dataset_type, created_by, description)
VALUES (@id, @name, @version, @schema::json, @labels::json, @createdAt, @state, @datasetType, @createdBy, @description)
ON CONFLICT (id) DO NOTHING

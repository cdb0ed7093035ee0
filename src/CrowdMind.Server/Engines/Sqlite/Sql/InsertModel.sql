INSERT INTO models (id, name, version, target_device, labels, description, dataset_id, dataset_checksum, metrics, framework, created_at)
VALUES (@id, @name, @version, @targetDevice, @labels, @description, @datasetId, @datasetChecksum, @metrics, @framework, @createdAt)
ON CONFLICT DO NOTHING

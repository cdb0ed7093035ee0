INSERT INTO models (id, name, version, target_device, labels, description, dataset_id, dataset_checksum, metrics, created_at)
VALUES (@id, @name, @version, @targetDevice, @labels, @description, @datasetId, @datasetChecksum, @metrics, @createdAt)
ON CONFLICT (name, version) DO NOTHING

SELECT id, name, version, target_device, labels, description, dataset_id, dataset_checksum, metrics, framework, created_at,
  storage_path, checksum, size, signature
FROM models
WHERE id = @id

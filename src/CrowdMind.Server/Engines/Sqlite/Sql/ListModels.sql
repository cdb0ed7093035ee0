SELECT id, name, version, target_device, labels, description, dataset_id, dataset_checksum, metrics, framework, created_at,
  storage_path, checksum, size, signature
FROM models
WHERE @name IS NULL OR name = @name
ORDER BY created_at DESC, id DESC
LIMIT @limit OFFSET @offset

SELECT m.id, m.name, m.version, m.target_device, m.labels, m.description, m.dataset_id, m.dataset_checksum, m.metrics, m.framework, m.created_at,
  m.storage_path, m.checksum, m.size, m.signature
FROM model_aliases a
JOIN models m ON m.id = a.model_id
WHERE a.name = @name AND a.alias = @alias

SELECT id, name, version, schema, labels, row_count, text_bytes, checksum, generator_version, created_at,
  state, dataset_type, created_by, description, file_path, file_format, file_checksum, file_size, file_rows, stats
FROM datasets
WHERE name = @name AND NOT hidden AND NOT (state = 1 AND row_count = 0)
ORDER BY created_at DESC, id DESC
LIMIT @limit OFFSET @offset

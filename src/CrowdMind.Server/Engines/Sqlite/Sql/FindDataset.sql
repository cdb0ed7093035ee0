SELECT id, name, version, schema, labels, row_count, text_bytes, checksum, generator_version, created_at,
  state, dataset_type, created_by, description, file_path, file_format, file_checksum, file_size, file_rows
FROM datasets
WHERE id = @id AND hidden = 0

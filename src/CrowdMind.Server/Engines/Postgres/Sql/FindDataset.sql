SELECT id, name, version, schema, labels, row_count, text_bytes, checksum, generator_version, created_at
FROM datasets
WHERE id = @id AND NOT hidden

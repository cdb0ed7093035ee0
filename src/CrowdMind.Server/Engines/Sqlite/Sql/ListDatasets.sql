SELECT id, name, version, schema, labels, row_count, text_bytes, checksum, generator_version, created_at
FROM datasets
WHERE hidden = 0
ORDER BY created_at DESC, id DESC
LIMIT @limit OFFSET @offset

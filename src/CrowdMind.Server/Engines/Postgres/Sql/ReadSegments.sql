SELECT first_row, row_count, object_key, bytes, sha256, text_bytes, crc32, seed, generator_version
FROM segments
WHERE dataset_id = @id AND first_row < @end AND first_row + row_count > @first
ORDER BY first_row

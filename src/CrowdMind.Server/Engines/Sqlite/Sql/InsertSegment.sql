INSERT INTO segments (
  dataset_id, first_row, row_count, object_key, bytes, sha256, text_bytes, crc32, seed, generator_version)
VALUES (@datasetId, @firstRow, @rows, @key, @bytes, @sha256, @textBytes, @crc32, @seed, @generatorVersion)

INSERT INTO datasets (
  id, name, version, schema, labels, created_at, state, dataset_type, created_by, description, row_count, text_bytes,
  checksum, generator_version, profile, file_path, file_format, file_checksum, file_size, file_rows, stats)
VALUES (
  @id, @name, @version, @schema::json, @labels::json, @createdAt, @state, @datasetType, @createdBy, @description, @rows, @textBytes,
  @rowsChecksum, @generatorVersion, @profile, @filePath, @fileFormat, @fileChecksum, @fileSize, @rows, @stats::json)

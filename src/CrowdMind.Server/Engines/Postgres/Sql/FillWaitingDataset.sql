UPDATE datasets
SET schema = @schema::json, labels = @labels::json, state = @state, row_count = @rows, text_bytes = @textBytes,
    checksum = @rowsChecksum, generator_version = @generatorVersion, profile = @profile, file_path = @filePath,
    file_format = @fileFormat, file_checksum = @fileChecksum, file_size = @fileSize, file_rows = @rows, stats = @stats::json
WHERE id = @id AND state = 1 AND row_count = 0 AND NOT hidden

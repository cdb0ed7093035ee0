UPDATE datasets
SET row_count = row_count + @rows, text_bytes = text_bytes + @textBytes, checksum = @checksum,
    generator_version = @generatorVersion, profile = @profile, state = 0
WHERE id = @id

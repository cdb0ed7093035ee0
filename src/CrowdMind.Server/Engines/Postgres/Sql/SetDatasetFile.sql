UPDATE datasets
SET file_path = @path, file_format = @format, file_checksum = @checksum, file_size = @size, file_rows = @rows
WHERE id = @id AND NOT hidden AND state < 2 AND row_count = @rows AND (file_rows IS NULL OR file_rows <> @rows)

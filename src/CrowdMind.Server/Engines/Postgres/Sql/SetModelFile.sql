UPDATE models
SET storage_path = @path, checksum = @checksum, size = @size, signature = @signature::json
WHERE id = @id

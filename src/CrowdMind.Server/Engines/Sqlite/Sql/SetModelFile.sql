UPDATE models
SET storage_path = @path, checksum = @checksum, size = @size, signature = @signature
WHERE id = @id

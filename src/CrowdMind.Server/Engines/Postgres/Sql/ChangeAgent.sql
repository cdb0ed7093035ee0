UPDATE agents
SET name = @name, type = @type, traits = @traits::json, memory_bytes = @memoryBytes, flash_bytes = @flashBytes,
    operators = @operators::json
WHERE id = @id

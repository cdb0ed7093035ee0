UPDATE agents
SET name = @name, type = @type, traits = @traits, memory_bytes = @memoryBytes, flash_bytes = @flashBytes,
    operators = @operators
WHERE id = @id

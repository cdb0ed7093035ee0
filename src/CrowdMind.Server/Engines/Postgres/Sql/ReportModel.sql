UPDATE agents
SET reported_checksum = @checksum, reported_state = @state, reported_error = @error, reported_at = @at
WHERE id = @id

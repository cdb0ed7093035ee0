UPDATE api_keys SET revoked_at = coalesce(revoked_at, @at) WHERE id = @id

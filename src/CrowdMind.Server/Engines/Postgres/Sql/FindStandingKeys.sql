SELECT id FROM api_keys WHERE id = ANY (@ids) AND revoked_at IS NULL

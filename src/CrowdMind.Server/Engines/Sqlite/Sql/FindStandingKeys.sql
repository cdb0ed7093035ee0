SELECT id FROM api_keys WHERE id IN @ids AND revoked_at IS NULL

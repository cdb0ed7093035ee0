UPDATE api_keys k
SET last_used_at = greatest(k.last_used_at, u.at)
FROM unnest(@ids, @times) AS u (id, at)
WHERE k.id = u.id

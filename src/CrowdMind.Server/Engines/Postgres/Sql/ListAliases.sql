SELECT a.alias, a.model_id, m.version, a.updated_at
FROM model_aliases a
JOIN models m ON m.id = a.model_id
WHERE a.name = @name
ORDER BY a.alias COLLATE "C"

SELECT count(*)
FROM datasets
WHERE name = @name AND version = @version AND hidden = 0 AND id <> @id AND NOT (state = 1 AND row_count = 0)

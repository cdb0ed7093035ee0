INSERT INTO datasets (id, name, version, schema, labels, created_at)
VALUES (@id, @name, @version, @schema, @labels, @createdAt)

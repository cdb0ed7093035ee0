INSERT INTO jobs (id, dataset_id, status, seed, rows_total, created_at, updated_at, makes_version)
VALUES (@id, @datasetId, @status, @seed, @rowsTotal, @createdAt, @updatedAt, @makesVersion)

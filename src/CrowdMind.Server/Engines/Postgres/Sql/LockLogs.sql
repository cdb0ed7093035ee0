SELECT number FROM experiments WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE

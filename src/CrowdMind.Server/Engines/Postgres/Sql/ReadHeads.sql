SELECT id, last_seq FROM experiments WHERE id = ANY ($1)

SELECT 1 FROM agents WHERE id = ?1

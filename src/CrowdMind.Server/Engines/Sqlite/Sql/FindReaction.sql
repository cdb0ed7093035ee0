SELECT position FROM events WHERE position >> 36 = ?1 AND reaction_id = ?2

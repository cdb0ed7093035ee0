SELECT number, status, last_seq, last_event_at FROM experiments WHERE id = ?1

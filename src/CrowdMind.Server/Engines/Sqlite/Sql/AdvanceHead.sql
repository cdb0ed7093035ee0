UPDATE experiments SET last_seq = ?2, last_event_at = ?3 WHERE number = ?1

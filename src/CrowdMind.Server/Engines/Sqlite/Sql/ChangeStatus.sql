UPDATE experiments SET status = ?2, started_at = ?3, ended_at = ?4 WHERE number = ?1

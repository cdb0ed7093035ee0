SELECT pg_advisory_xact_lock(hashtextextended('datasets:' || @name, 0))

SELECT pg_advisory_xact_lock(hashtextextended('models:' || @name, 0))

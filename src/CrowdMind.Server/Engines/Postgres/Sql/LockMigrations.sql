SELECT pg_advisory_lock(hashtext('crowdmind migrations'), hashtext(@schema))

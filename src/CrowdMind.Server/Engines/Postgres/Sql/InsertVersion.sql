INSERT INTO crowdmind_migrations (version) VALUES (@version)

SELECT coalesce(max(version), 0) FROM crowdmind_migrations

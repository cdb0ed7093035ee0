SELECT to_regclass('crowdmind_migrations') IS NOT NULL

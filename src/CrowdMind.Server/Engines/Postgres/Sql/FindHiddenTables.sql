-- Tables that belong to another role look empty to this one.
SELECT count(*)
FROM pg_class
WHERE relnamespace = to_regnamespace(current_schema()::text)
  AND relname IN ('agents', 'experiments', 'events', 'writers', 'datasets', 'segments', 'jobs', 'participants',
                  'crowdmind_migrations')
  AND row_security_active(oid)

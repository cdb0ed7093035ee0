SELECT coalesce(
         has_schema_privilege(to_regnamespace(quote_ident(@schema)), 'CREATE'),
         has_database_privilege(current_database(), 'CREATE'))
  AND NOT EXISTS (
    SELECT FROM pg_class
    WHERE relnamespace = to_regnamespace(quote_ident(@schema))
      AND relname IN ('agents', 'experiments', 'events')
      AND NOT pg_has_role(relowner, 'USAGE'))

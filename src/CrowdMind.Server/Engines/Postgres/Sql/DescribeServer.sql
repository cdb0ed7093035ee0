SELECT current_setting('server_version_num')::integer AS version,
       current_setting('server_version') AS version_text,
       current_setting('server_encoding') AS encoding,
       pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' AS read_only,
       current_setting('fsync') = 'on' AS syncs,
       to_regnamespace(quote_ident(@schema)) IS NOT NULL AS has_schema

-- What a session must have, whatever the server's or the role's defaults: our schema, an answered commit on the disk, and
-- plans by index (a plan made on an empty table stays in use when the table has grown). A client that is gone must not
-- hold its locks.
SELECT set_config('search_path', quote_ident($1), false),
       set_config('synchronous_commit',
                  CASE current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false),
       set_config('default_transaction_isolation', 'read committed', false),
       set_config('plan_cache_mode', 'force_generic_plan', false),
       set_config('enable_seqscan', 'off', false),
       set_config('enable_hashjoin', 'off', false),
       set_config('enable_mergejoin', 'off', false),
       set_config('jit', 'off', false),
       set_config('idle_in_transaction_session_timeout', $2, false),
       set_config('tcp_keepalives_idle', '5', false),
       set_config('tcp_keepalives_interval', '2', false),
       set_config('tcp_keepalives_count', '3', false)

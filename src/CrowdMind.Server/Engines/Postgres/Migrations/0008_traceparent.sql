-- Where a reaction's publisher stood in its trace (W3C Trace Context), as text; null for most.
ALTER TABLE events ADD COLUMN traceparent text;

-- As before, with one column more:
--
--   p_traceparents      of each draft, or null; as many as there are, so that it is empty when no draft has one
CREATE FUNCTION append_reactions(
  p_writer uuid, p_commit uuid, p_now timestamptz,
  p_logs uuid[], p_log_sizes integer[],
  p_draft_logs integer[], p_draft_requests integer[], p_draft_places integer[],
  p_ids uuid[], p_agent_ids uuid[], p_bodies json[],
  p_agents uuid[], p_twins boolean, p_traceparents text[],
  OUT heads bigint[], OUT times timestamptz[],
  OUT draft_seqs bigint[], OUT draft_times timestamptz[],
  OUT refused integer[], OUT reasons integer[], OUT culprits integer[]
) LANGUAGE plpgsql AS $$
DECLARE
  v_numbers bigint[];
  v_statuses smallint[];
  v_committed xid;
BEGIN
  -- All writers lock in the same order, so that none waits for another in a circle. What follows sees what they committed.
  SELECT array_agg(number), array_agg(status), array_agg(last_seq), array_agg(greatest(last_event_at, p_now))
  INTO v_numbers, v_statuses, heads, times
  FROM (
    SELECT x.number, x.status, x.last_seq, x.last_event_at
    FROM unnest(p_logs) WITH ORDINALITY AS l (id, place)
    LEFT JOIN LATERAL (
      SELECT number, status, last_seq, last_event_at FROM experiments WHERE id = l.id FOR NO KEY UPDATE
    ) x ON true
    ORDER BY l.place
  ) locked;

  IF NOT p_twins
    AND array_position(v_statuses, NULL) IS NULL
    AND array_position(v_statuses, 2::smallint) IS NULL
    AND NOT EXISTS (
      SELECT FROM unnest(p_agents) AS a (id) WHERE NOT EXISTS (SELECT FROM agents g WHERE g.id = a.id))
    AND NOT EXISTS (
      SELECT FROM unnest(p_draft_logs, p_ids) AS d (log, id)
      JOIN events e ON e.experiment = v_numbers[d.log] AND e.id = d.id)
  THEN
    INSERT INTO events (experiment, seq, created_at, id, agent_id, type, body, traceparent)
    SELECT v_numbers[d.log], heads[d.log] + d.place, times[d.log], d.id, d.agent_id, 1, d.body, d.traceparent
    FROM unnest(p_draft_logs, p_draft_places, p_ids, p_agent_ids, p_bodies, p_traceparents)
      AS d (log, place, id, agent_id, body, traceparent);

    UPDATE experiments x
    SET last_seq = x.last_seq + l.size, last_event_at = l.moment
    FROM unnest(v_numbers, p_log_sizes, times) AS l (number, size, moment)
    WHERE x.number = l.number;
  ELSE
    -- A retry of a commit that was done appends nothing more: what it does not find had been refused.
    SELECT w.xmin INTO v_committed
    FROM writers w
    WHERE w.id = p_writer AND w.last_commit = p_commit AND w.xmin <> pg_current_xact_id()::xid;

    WITH drafts AS MATERIALIZED (
      SELECT d.place, d.log, d.request, d.id, d.agent_id, d.body, d.traceparent,
             CASE WHEN e.xmin = v_committed THEN e.seq ELSE -e.seq END AS stored, e.created_at, g.id IS NOT NULL AS known
      FROM unnest(p_draft_logs, p_draft_requests, p_ids, p_agent_ids, p_bodies, p_traceparents)
        WITH ORDINALITY AS d (log, request, id, agent_id, body, traceparent, place)
      LEFT JOIN events e ON e.experiment = v_numbers[d.log] AND e.id = d.id
      LEFT JOIN agents g ON g.id = d.agent_id
    ), refusals AS MATERIALIZED (
      SELECT request, min(place)::integer AS place,
             CASE WHEN v_statuses[log] IS NULL THEN 1 WHEN v_statuses[log] <> 2 AND NOT bool_and(known) THEN 3 ELSE 2 END
               AS reason
      FROM drafts
      WHERE stored IS NULL
        AND (v_statuses[log] IS NULL OR v_statuses[log] = 2 OR NOT known OR v_committed IS NOT NULL)
      GROUP BY request, log
    ), marked AS (
      SELECT *, stored IS NULL AND request NOT IN (SELECT request FROM refusals)
                AND row_number() OVER (PARTITION BY request, id ORDER BY place) = 1 AS fresh
      FROM drafts
    ), placed AS MATERIALIZED (
      SELECT *, CASE WHEN fresh THEN heads[log] + count(*) FILTER (WHERE fresh) OVER (PARTITION BY log ORDER BY place) END
                  AS seq
      FROM marked
    ), appended AS (
      INSERT INTO events (experiment, seq, created_at, id, agent_id, type, body, traceparent)
      SELECT v_numbers[log], seq, times[log], id, agent_id, 1, body, traceparent FROM placed WHERE fresh ORDER BY place
    ), advanced AS (
      UPDATE experiments x
      SET last_seq = l.last_seq, last_event_at = times[l.log]
      FROM (SELECT log, max(seq) AS last_seq FROM placed WHERE fresh GROUP BY log) l
      WHERE x.number = v_numbers[l.log]
    ), answered AS (
      SELECT place, coalesce(stored, seq, -max(seq) OVER (PARTITION BY request, id), 0) AS seq,
             coalesce(created_at, times[log]) AS moment
      FROM placed
    )
    SELECT array_agg(a.seq ORDER BY a.place), array_agg(a.moment ORDER BY a.place),
           (SELECT array_agg(request ORDER BY request) FROM refusals),
           (SELECT array_agg(reason ORDER BY request) FROM refusals),
           (SELECT array_agg(place ORDER BY request) FROM refusals)
    INTO draft_seqs, draft_times, refused, reasons, culprits
    FROM answered a;
  END IF;

  INSERT INTO writers AS w (id, last_commit, at)
  VALUES (p_writer, p_commit, p_now)
  ON CONFLICT (id) DO UPDATE SET last_commit = excluded.last_commit, at = excluded.at
    WHERE w.last_commit <> excluded.last_commit;
END;
$$;

REVOKE ALL ON FUNCTION append_reactions(uuid, uuid, timestamptz, uuid[], integer[], integer[], integer[], integer[], uuid[], uuid[], json[], uuid[], boolean,
                                        text[]) FROM PUBLIC;

-- For instances that still run the program before this one: what they append has no traceparent.
CREATE OR REPLACE FUNCTION append_reactions(
  p_writer uuid, p_commit uuid, p_now timestamptz,
  p_logs uuid[], p_log_sizes integer[],
  p_draft_logs integer[], p_draft_requests integer[], p_draft_places integer[],
  p_ids uuid[], p_agent_ids uuid[], p_bodies json[],
  p_agents uuid[], p_twins boolean,
  OUT heads bigint[], OUT times timestamptz[],
  OUT draft_seqs bigint[], OUT draft_times timestamptz[],
  OUT refused integer[], OUT reasons integer[], OUT culprits integer[]
) LANGUAGE sql AS $$
  SELECT heads, times, draft_seqs, draft_times, refused, reasons, culprits
  FROM append_reactions(
    p_writer, p_commit, p_now, p_logs, p_log_sizes, p_draft_logs, p_draft_requests, p_draft_places,
    p_ids, p_agent_ids, p_bodies, p_agents, p_twins, '{}');
$$;

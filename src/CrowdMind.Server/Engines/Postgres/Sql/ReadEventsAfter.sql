-- The sizes are known without fetching the bodies (octet_length of a json looks at its header), so a page of big ones
-- costs no more than it holds.
SELECT seq, type, id, agent_id, created_at, body, traceparent
FROM (
  SELECT seq, type, id, agent_id, created_at, body, traceparent,
         sum(octet_length(body::text)) OVER (ORDER BY seq ROWS UNBOUNDED PRECEDING) - octet_length(body::text) AS before
  FROM events
  WHERE experiment = (SELECT number FROM experiments WHERE id = $1) AND seq > $2
  ORDER BY seq
  LIMIT $3
) page
WHERE before <= $4
ORDER BY seq

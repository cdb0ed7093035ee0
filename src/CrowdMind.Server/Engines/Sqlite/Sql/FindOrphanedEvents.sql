-- Jumps from log to log, so that it costs a look per experiment and not one per event.
WITH RECURSIVE logs (number) AS (
  SELECT (SELECT min(position) FROM events) >> 36
  UNION ALL
  SELECT (SELECT min(position) FROM events WHERE position >= (number + 1) << 36) >> 36 FROM logs WHERE number IS NOT NULL
)
SELECT number FROM logs WHERE number IS NOT NULL AND number NOT IN (SELECT number FROM experiments)

-- Jumps from log to log, so that it costs a look per experiment and not one per event.
WITH RECURSIVE logs (number) AS (
  SELECT min(experiment) FROM events
  UNION ALL
  SELECT (SELECT min(experiment) FROM events WHERE experiment > number) FROM logs WHERE number IS NOT NULL
)
SELECT number FROM logs WHERE number IS NOT NULL AND NOT EXISTS (SELECT FROM experiments x WHERE x.number = logs.number)

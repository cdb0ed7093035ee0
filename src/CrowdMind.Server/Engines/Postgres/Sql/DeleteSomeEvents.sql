DELETE FROM events
WHERE experiment = @number
  AND seq IN (SELECT seq FROM events WHERE experiment = @number ORDER BY seq LIMIT @limit FOR UPDATE SKIP LOCKED)

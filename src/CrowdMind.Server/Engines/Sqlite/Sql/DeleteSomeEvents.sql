DELETE FROM events
WHERE position IN (SELECT position FROM events WHERE position BETWEEN @first AND @last LIMIT @limit)

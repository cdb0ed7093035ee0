UPDATE experiments
SET status = @status, started_at = @startedAt, ended_at = @endedAt, last_seq = @lastSeq, last_event_at = @at
WHERE number = @number

SELECT x.id, x.name, x.status, x.scenario, x.started_at, x.ended_at, x.created_at, x.last_seq, x.number, x.last_event_at,
       e.body AS changed_body, e.created_at AS changed_at
FROM experiments x
LEFT JOIN events e ON e.experiment = x.number AND e.id = @change
WHERE x.id = @id

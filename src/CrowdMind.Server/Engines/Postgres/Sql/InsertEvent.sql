INSERT INTO events (experiment, seq, created_at, id, type, body)
VALUES (@number, @lastSeq, @at, @change, @type, @body::json)

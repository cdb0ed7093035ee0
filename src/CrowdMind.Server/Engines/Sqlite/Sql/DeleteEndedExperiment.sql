-- The head tells whether it was started again, and perhaps stopped again, since it was looked at.
DELETE FROM experiments WHERE id = @id AND status = 2 AND last_seq = @head RETURNING number

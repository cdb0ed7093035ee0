UPDATE loose_objects SET updated_at = @at WHERE path = @path AND given_up = 0

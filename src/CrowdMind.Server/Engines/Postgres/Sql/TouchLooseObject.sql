UPDATE loose_objects SET updated_at = @at WHERE path = @path AND NOT given_up

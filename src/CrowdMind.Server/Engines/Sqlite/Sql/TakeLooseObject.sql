DELETE FROM loose_objects WHERE path = @path AND given_up = 0

DELETE FROM loose_objects WHERE path = @path AND NOT given_up

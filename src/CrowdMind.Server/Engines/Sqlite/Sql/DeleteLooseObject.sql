DELETE FROM loose_objects WHERE path = @path

UPDATE loose_objects SET given_up = 1 WHERE given_up = 0 AND updated_at < @before

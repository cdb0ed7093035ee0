UPDATE loose_objects SET given_up = true WHERE NOT given_up AND updated_at < @before

INSERT INTO loose_objects (path, updated_at, given_up) VALUES (@path, @at, @givenUp)

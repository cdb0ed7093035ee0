SELECT path FROM loose_objects WHERE given_up

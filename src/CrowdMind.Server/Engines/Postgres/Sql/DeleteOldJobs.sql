DELETE FROM jobs WHERE swept AND status > 1 AND updated_at < @before

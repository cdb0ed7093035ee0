DELETE FROM jobs WHERE swept = 1 AND status > 1 AND updated_at < @before

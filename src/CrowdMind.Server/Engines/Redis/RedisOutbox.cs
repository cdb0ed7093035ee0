namespace CrowdMind.Server.Engines.Redis;

/// <summary>
/// How many bytes are under way to Redis and not answered yet, bounded: when Redis takes less than is published, batches
/// are left to the log instead of to memory.
/// </summary>
internal sealed class RedisOutbox
{
    private long _bytes;

    /// <summary>What is under way.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Takes room for a message; false when there is none. What is larger than all room goes alone.</summary>
    public bool TryTake(int bytes)
    {
        var after = Interlocked.Add(ref _bytes, bytes);
        if (after <= Limits.RedisUnderWayBytes || after == bytes)
            return true;
        GiveBack(bytes);
        return false;
    }

    /// <summary>Gives the room of a message back, once it is answered or lost.</summary>
    public void GiveBack(int bytes) => Interlocked.Add(ref _bytes, -bytes);
}

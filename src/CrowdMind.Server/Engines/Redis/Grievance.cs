namespace CrowdMind.Server.Engines.Redis;

/// <summary>Something that may go wrong a thousand times a second, and is said once a minute, with the number.</summary>
/// <param name="say">Says how often it happened since it was said last.</param>
/// <param name="time">The clock.</param>
internal sealed class Grievance(Action<long> say, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(Limits.RedisGrievanceSeconds);

    // Guards the fields below.
    private readonly Lock _gate = new();
    private long _count;
    private long _unsaid;
    private long? _said;

    /// <summary>How often it happened.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>It happened.</summary>
    public void Add()
    {
        long count;
        lock (_gate)
        {
            _count++;
            _unsaid++;
            if (_said is { } last && time.GetElapsedTime(last) < Pause)
                return;
            (count, _unsaid, _said) = (_unsaid, 0, time.GetTimestamp());
        }

        say(count);
    }
}

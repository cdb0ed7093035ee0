using System.Diagnostics;

namespace CrowdMind.TestKit;

/// <summary>How long a subscriber got nothing, at the longest.</summary>
public sealed class SilenceMeter
{
    private readonly Lock _gate = new();
    private long _since = Stopwatch.GetTimestamp();
    private TimeSpan _longest;

    /// <summary>Something came.</summary>
    public void Broken()
    {
        lock (_gate)
            Note();
    }

    /// <summary>The longest silence so far, the present one included; measuring begins anew.</summary>
    public TimeSpan TakeLongest()
    {
        lock (_gate)
        {
            Note();
            TimeSpan longest = _longest;
            _longest = TimeSpan.Zero;
            return longest;
        }
    }

    private void Note()
    {
        long now = Stopwatch.GetTimestamp();
        TimeSpan silence = Stopwatch.GetElapsedTime(_since, now);
        _longest = silence > _longest ? silence : _longest;
        _since = now;
    }
}

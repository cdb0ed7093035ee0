namespace Crowd;

/// <summary>Growing, jittered pauses between attempts.</summary>
internal sealed class Backoff
{
    private const double FirstSeconds = 0.1;
    private const double LongestSeconds = 5;
    private double _next = FirstSeconds;

    public void Reset() => _next = FirstSeconds;

    /// <summary>Waits; not less than the server asked for, if it asked.</summary>
    public Task WaitAsync(TimeSpan? asked, CancellationToken cancel)
    {
        double seconds = _next * (0.5 + (Random.Shared.NextDouble() / 2));
        _next = Math.Min(_next * 2, LongestSeconds);
        return Task.Delay(TimeSpan.FromSeconds(Math.Max(seconds, asked?.TotalSeconds ?? 0)), cancel);
    }
}

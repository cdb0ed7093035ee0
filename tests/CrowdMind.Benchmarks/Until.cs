using System.Diagnostics;

namespace CrowdMind.Benchmarks;

/// <summary>The one place that waits for a condition.</summary>
internal static class Until
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(10);

    /// <summary>Whether the condition came true before the deadline.</summary>
    public static async Task<bool> TrueAsync(
        Func<ValueTask<bool>> condition, TimeSpan deadline, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > deadline)
                return false;
            await Task.Delay(s_poll, cancellation);
        }

        return true;
    }

    /// <summary>Waits until a figure has not moved by more than a hundredth for two seconds, or the deadline.</summary>
    public static async Task QuietAsync(Func<long> figure, TimeSpan deadline, CancellationToken cancellation)
    {
        long last = figure();
        long since = Stopwatch.GetTimestamp();
        await TrueAsync(IsQuiet, deadline, cancellation);

        ValueTask<bool> IsQuiet()
        {
            long now = figure();
            if (Math.Abs(now - last) * 100 > last)
            {
                last = now;
                since = Stopwatch.GetTimestamp();
            }

            return ValueTask.FromResult(Stopwatch.GetElapsedTime(since).TotalSeconds >= 2);
        }
    }
}

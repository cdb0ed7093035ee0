using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Transports;

/// <summary>How long events took from their publisher to their subscribers: the payload carries when it was sent.</summary>
internal sealed class DelayMeter
{
    private const string Mark = "\"sent\":";
    private ConcurrentBag<double> _milliseconds = [];

    /// <summary>A payload of about this size that knows when it was made.</summary>
    public static string NewPayload(string padding) => $$"""{{{Mark}}{{Stopwatch.GetTimestamp()}},"pad":"{{padding}}"}""";

    /// <summary>How many were measured in this window.</summary>
    public int Count => _milliseconds.Count;

    /// <summary>An event has come.</summary>
    public void Add(WireEvent received)
    {
        int start = received.Raw.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        int end = received.Raw.IndexOf(',', start);
        long sent = long.Parse(received.Raw.AsSpan(start, end - start), CultureInfo.InvariantCulture);
        _milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
    }

    /// <summary>The window so far; a new one begins.</summary>
    public (double Median, double Longest) TakeWindow()
    {
        double[] taken = [.. Interlocked.Exchange(ref _milliseconds, []).Order()];
        return taken.Length == 0 ? (0, 0) : (taken[taken.Length / 2], taken[^1]);
    }
}

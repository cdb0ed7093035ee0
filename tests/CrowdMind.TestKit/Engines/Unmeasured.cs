using System.Diagnostics.Metrics;
using CrowdMind.Feeds;
using CrowdMind.Recording;

namespace CrowdMind.TestKit.Engines;

/// <summary>Metrics that nobody reads.</summary>
public static class Unmeasured
{
    /// <summary>A meter that nobody listens to.</summary>
    public static Meter Meter { get; } = new("unmeasured");

    /// <summary>Those of a feed registry.</summary>
    public static FeedMetrics Feeds() => new(Meter);

    /// <summary>Those of a log writer.</summary>
    public static WriterMetrics Writer() => new(Meter);
}

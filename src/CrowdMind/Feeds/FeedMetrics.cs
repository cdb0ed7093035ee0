using System.Diagnostics.Metrics;
using CrowdMind.Logs;

namespace CrowdMind.Feeds;

/// <summary>What is measured of following logs. Of the rounds a few numbers each, whoever many they reach.</summary>
public sealed class FeedMetrics
{
    private static readonly SubscriptionEnd[] Ends = Enum.GetValues<SubscriptionEnd>();
    private static readonly KeyValuePair<string, object?> Local = new("crowdmind.source", "local");
    private static readonly KeyValuePair<string, object?> Remote = new("crowdmind.source", "remote");

    private readonly Meter _meter;
    private readonly Histogram<double> _lag;
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _pages;
    private readonly UpDownCounter<long> _subscribers;
    private readonly long[] _ends = new long[Ends.Length];
    private readonly long[] _subscriptions = new long[2];
    private readonly long[] _gaps = new long[2];

    /// <summary>Makes the instruments.</summary>
    public FeedMetrics(Meter meter)
    {
        _meter = meter;
        _lag = meter.CreateHistogram(
            "crowdmind.feed.lag", "s", "From a reaction's arrival to the moment the round with it was written to all.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Instruments.Seconds });
        _deliveries = meter.CreateCounter<long>("crowdmind.feed.deliveries", "{event}", "Events written to subscribers.");
        _pages = meter.CreateCounter<long>(
            "crowdmind.feed.catchup.pages", "{page}", "Pages that subscribers who catch up took, from memory or from the log.");
        _subscribers = meter.CreateUpDownCounter<long>("crowdmind.feed.subscribers", "{subscriber}", "Subscribers there are.");
        meter.CreateObservableCounter(
            "crowdmind.feed.subscriptions", () => Read(_subscriptions, "crowdmind.resumed", resumed => resumed == 1),
            "{subscription}", "Subscriptions made, with a place to resume from or without.");
        meter.CreateObservableCounter(
            "crowdmind.feed.subscriptions.ended", () => Read(_ends, "crowdmind.end", end => Name((SubscriptionEnd)end)),
            "{subscription}", "Subscriptions that ended, by why.");
        meter.CreateObservableCounter(
            "crowdmind.feed.gaps.filled", () => Read(_gaps, "crowdmind.cause", cause => cause == 1 ? "heads_check" : "batch"),
            "{gap}", "Gaps filled from the log, by what showed them.");
    }

    /// <summary>A round was written.</summary>
    internal void Sent(EventBatch batch, int members, TimeProvider time)
    {
        if (members == 0)
            return;
        Delivered((long)batch.Count * members);
        if (!_lag.Enabled)
            return;
        if (batch.ArrivedAt is { } arrivedAt)
            _lag.Record(time.GetElapsedTime(arrivedAt).TotalSeconds, Local);
        else
            _lag.Record(Math.Max(0, (time.GetUtcNow() - Instants.Parse(batch[0].At.Span)).TotalSeconds), Remote);
    }

    /// <summary>Events were written.</summary>
    internal void Delivered(long events) => _deliveries.Add(events);

    /// <summary>A subscriber who catches up takes a page.</summary>
    internal void TookPage(bool fromLog) =>
        _pages.Add(1, new KeyValuePair<string, object?>("crowdmind.source", fromLog ? "log" : "memory"));

    /// <summary>A gap was filled from the log.</summary>
    internal void FilledGap(bool byHeadsCheck) => Interlocked.Increment(ref _gaps[byHeadsCheck ? 1 : 0]);

    /// <summary>A subscription was made.</summary>
    internal void Subscribed(bool resumed) => Interlocked.Increment(ref _subscriptions[resumed ? 1 : 0]);

    /// <summary>One ended.</summary>
    internal void Ended(SubscriptionEnd end) => Interlocked.Increment(ref _ends[(int)end]);

    /// <summary>A subscriber of a transport came, or one left.</summary>
    internal void Count(IEventSink sink, int change) =>
        _subscribers.Add(change, new KeyValuePair<string, object?>("crowdmind.transport", sink.Transport));

    /// <summary>Asks now and then how the feeds stand.</summary>
    internal void Watch(Func<FeedStanding> read)
    {
        _meter.CreateObservableUpDownCounter("crowdmind.feed.count", () => read().Feeds, "{feed}", "Experiments that are followed.");
        _meter.CreateObservableUpDownCounter(
            "crowdmind.feed.laggards", () => read().Laggards, "{subscriber}", "Subscribers who are behind and catch up on their own.");
        _meter.CreateObservableGauge(
            "crowdmind.feed.cursor.lag", () => read().FurthestBehind, "{event}", "Events that the last of them is behind.");
    }

    private static Measurement<long>[] Read(long[] counts, string tag, Func<int, object> value) =>
        [.. counts.Select((_, i) => new Measurement<long>(Volatile.Read(ref counts[i]), KeyValuePair.Create(tag, (object?)value(i))))];

    private static string Name(SubscriptionEnd end) => end switch
    {
        SubscriptionEnd.Left => "left",
        SubscriptionEnd.Draining => "draining",
        SubscriptionEnd.ExperimentDeleted => "experiment_deleted",
        SubscriptionEnd.TooSlow => "too_slow",
        _ => "log_unavailable",
    };
}

using System.Diagnostics.Metrics;
using CrowdMind.Logs;

namespace CrowdMind.Recording;

/// <summary>What is measured of writing logs: some numbers a commit.</summary>
public sealed class WriterMetrics
{
    private static readonly string[] Outcomes = ["appended", "duplicate", "refused", "overloaded", "failed"];

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _size;
    private readonly Counter<long> _events;
    private readonly long[] _appends = new long[Outcomes.Length];

    /// <summary>Makes the instruments.</summary>
    public WriterMetrics(Meter meter)
    {
        _meter = meter;
        _duration = meter.CreateHistogram(
            "crowdmind.log.commit.duration", "s", "How long commits take, with their retries.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Instruments.Seconds });
        _size = meter.CreateHistogram(
            "crowdmind.log.commit.size", "{event}", "Events that are committed together.",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] });
        _events = meter.CreateCounter<long>("crowdmind.log.events", "{event}", "Events appended.");
        meter.CreateObservableCounter(
            "crowdmind.log.appends", ReadAppends, "{append}", "Requests to append, by how they ended.");
    }

    /// <summary>Asks now and then how much waits.</summary>
    internal AppendQueue Watch(AppendQueue queue)
    {
        _meter.CreateObservableUpDownCounter(
            "crowdmind.log.queue.length", () => queue.Length, "{append}", "Requests that wait for the next commit.");
        return queue;
    }

    /// <summary>A commit was made.</summary>
    /// <returns>The events it appended.</returns>
    internal int Committed(IReadOnlyList<AppendOutcome> outcomes, TimeSpan took)
    {
        var events = 0;
        for (var i = 0; i < outcomes.Count; i++)
        {
            var accepted = Accepted(outcomes[i]);
            events += accepted;
            Interlocked.Increment(ref _appends[IndexOf(outcomes[i], accepted)]);
        }

        _events.Add(events);
        _size.Record(events);
        _duration.Record(took.TotalSeconds);
        return events;
    }

    /// <summary>A commit failed.</summary>
    internal void Failed(int appends, TimeSpan took, Exception failure)
    {
        Interlocked.Add(ref _appends[^1], appends);
        _duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("error.type", failure.GetType().FullName));
    }

    /// <summary>Nothing more fitted the queue.</summary>
    internal void Overloaded() => Interlocked.Increment(ref _appends[3]);

    private Measurement<long>[] ReadAppends() => [.. Outcomes.Select((outcome, i) =>
        new Measurement<long>(Volatile.Read(ref _appends[i]), KeyValuePair.Create("crowdmind.outcome", (object?)outcome)))];

    private static int Accepted(AppendOutcome outcome) => outcome switch
    {
        AppendOutcome.Appended appended => Accepted(appended.Reactions),
        AppendOutcome.StatusChanged => 1,
        _ => 0,
    };

    private static int Accepted(IReadOnlyList<AppendedReaction> reactions)
    {
        var accepted = 0;
        for (var i = 0; i < reactions.Count; i++)
            accepted += reactions[i].Duplicate ? 0 : 1;
        return accepted;
    }

    private static int IndexOf(AppendOutcome outcome, int accepted) => outcome switch
    {
        _ when accepted > 0 => 0,
        AppendOutcome.Appended => 1,
        _ => 2,
    };
}

using System.Diagnostics.Metrics;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>What is measured of calling a remote store.</summary>
internal sealed class RemoteMetrics
{
    private readonly Histogram<double> _duration;
    private long _retries;

    /// <summary>Makes the instruments.</summary>
    public RemoteMetrics(Meter meter)
    {
        _duration = meter.CreateHistogram(
            "crowdmind.object_store.call.duration", "s", "How long calls of a remote object store take, with their retries.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Instruments.Seconds });
        meter.CreateObservableCounter(
            "crowdmind.object_store.retries", () => Volatile.Read(ref _retries), "{retry}", "Calls of it that were made again.");
    }

    /// <summary>A call is made again.</summary>
    public void Again() => Interlocked.Increment(ref _retries);

    /// <summary>A call is over.</summary>
    /// <param name="what">What was asked for; its first word says which operation.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="fault">Why the store did not do it, if so.</param>
    public void Called(string what, TimeSpan took, Exception? fault)
    {
        if (!_duration.Enabled)
            return;
        var operation = new KeyValuePair<string, object?>("crowdmind.operation", what.Split(' ')[0]);
        if (fault is null)
            _duration.Record(took.TotalSeconds, operation);
        else
            _duration.Record(took.TotalSeconds, operation, new("error.type", fault.GetType().FullName));
    }
}

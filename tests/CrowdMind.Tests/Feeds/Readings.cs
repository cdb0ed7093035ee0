using System.Diagnostics.Metrics;

namespace CrowdMind.Tests.Feeds;

/// <summary>Reads a meter as a collector would.</summary>
internal sealed class Readings : IDisposable
{
    private readonly MeterListener _listener = new();

    // Guards the fields below; measurements come from any thread.
    private readonly Lock _gate = new();
    private readonly Dictionary<(string, string), long> _sums = [];
    private readonly Dictionary<string, double> _last = [];

    public Readings()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == Meter)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, value, Text(tags)));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, value, Text(tags)));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, 1, value, Text(tags)));
        _listener.Start();
    }

    public Meter Meter { get; } = new("readings");

    public void Dispose()
    {
        _listener.Dispose();
        Meter.Dispose();
    }

    /// <summary>What an instrument says of an attribute's value now; of a histogram of seconds, how many values it got.</summary>
    public long Of(string name, string attribute)
    {
        _listener.RecordObservableInstruments();
        lock (_gate)
            return _sums.GetValueOrDefault((name, attribute));
    }

    /// <summary>The last value that an instrument got.</summary>
    public double Last(string name)
    {
        lock (_gate)
            return _last[name];
    }

    private void Take(Instrument instrument, long count, double value, string attribute)
    {
        lock (_gate)
        {
            var before = instrument.IsObservable ? 0 : _sums.GetValueOrDefault((instrument.Name, attribute));
            _sums[(instrument.Name, attribute)] = before + count;
            _last[instrument.Name] = value;
        }
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) => tags.IsEmpty ? "" : $"{tags[0].Value}";
}

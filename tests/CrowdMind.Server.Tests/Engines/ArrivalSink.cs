using System.Diagnostics;
using System.Text.Json;
using CrowdMind.Feeds;
using CrowdMind.Logs;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>A subscriber that notes what came, and how long after it was sent.</summary>
internal sealed class ArrivalSink : IEventSink
{
    // Guards both lists.
    private readonly Lock _gate = new();
    private readonly List<long> _seqs = [];
    private readonly List<TimeSpan> _delays = [];

    public string Transport => "test";

    public long Progress => 0;

    public IReadOnlyList<long> Seqs
    {
        get
        {
            lock (_gate)
                return [.. _seqs];
        }
    }

    /// <summary>The longest time an event took.</summary>
    public TimeSpan Longest
    {
        get
        {
            lock (_gate)
                return _delays.Max();
        }
    }

    /// <summary>Whether the newest events all took less than a time.</summary>
    public bool IsQuick(int events, TimeSpan than)
    {
        lock (_gate)
            return _delays.Count >= events && _delays.TakeLast(events).All(delay => delay < than);
    }

    public ValueTask SendAsync(EventBatch batch)
    {
        var now = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                using var payload = JsonDocument.Parse(batch[i].Payload);
                _seqs.Add(batch[i].Seq.Value);
                _delays.Add(Stopwatch.GetElapsedTime(payload.RootElement.GetProperty("t").GetInt64(), now));
            }
        }

        return ValueTask.CompletedTask;
    }

    public void End(SubscriptionEnd end)
    {
        // The test ends all of them.
    }
}

using System.Collections.Concurrent;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.TestKit;

/// <summary>Everything one subscriber received, connection by connection. Written by one subscriber.</summary>
public sealed class ReceivedHistory
{
    private readonly ConcurrentDictionary<string, WireEvent> _shared;
    private readonly List<(long? After, List<WireEvent> Events)> _legs = [];
    private long _last;
    private int _count;
    private int _connections;

    // Subscribers that were told the same hold one copy of it, or a long run would fill the memory with equal text.
    internal ReceivedHistory(string name, ConcurrentDictionary<string, WireEvent> shared)
    {
        Name = name;
        _shared = shared;
    }

    /// <summary>Who received it.</summary>
    public string Name { get; }

    /// <summary>The seq received last: where to resume.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>How many events were received in all.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>How many connections were made.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The connections, in order; to be asked for when the subscriber has come to rest.</summary>
    public IReadOnlyList<ReceivedLeg> Legs => [.. _legs.Select(leg => new ReceivedLeg(leg.After, leg.Events))];

    /// <summary>Why the subscriber gave up, if it did.</summary>
    public string? Refused { get; private set; }

    /// <summary>Whether the subscriber left by itself: what it got must be exact, but need not reach the head.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>How long nothing came.</summary>
    public SilenceMeter Silence { get; } = new();

    /// <summary>The subscriber does not begin with the log's first event, but after this one.</summary>
    public void StartAfter(long seq) => Volatile.Write(ref _last, seq);

    /// <summary>A connection was made.</summary>
    public void Connected(long? after)
    {
        _legs.Add((after, []));
        Volatile.Write(ref _connections, _connections + 1);
        Volatile.Write(ref _last, after ?? Last);
    }

    /// <summary>An event came.</summary>
    public void Received(WireEvent received)
    {
        Silence.Broken();
        _legs[^1].Events.Add(_shared.GetOrAdd(received.Raw, received));
        Volatile.Write(ref _last, received.Seq);
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>The server would not have the subscriber back.</summary>
    public void GiveUp(string why) => Refused = why;

    /// <summary>The subscriber does not come back.</summary>
    public void Leave() => HasLeft = true;
}

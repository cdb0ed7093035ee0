using System.Threading.Channels;
using Crowd.Agents;

namespace Crowd.Delivery;

/// <summary>The reactions of one connection that wait for their answer, by the ref they are sent with.</summary>
internal sealed class Unanswered
{
    private const int Most = 256;

    // Guards the table and the last ref.
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, Reaction> _table = []; // refs count up: their order is the order sent
    private readonly Channel<bool> _slots = Channel.CreateBounded<bool>(Most);
    private long _last;

    public int Count
    {
        get
        {
            lock (_gate)
                return _table.Count;
        }
    }

    public IReadOnlyList<KeyValuePair<long, Reaction>> InOrder()
    {
        lock (_gate)
            return [.. _table];
    }

    /// <summary>Waits while too many are open.</summary>
    public ValueTask TakeSlotAsync(CancellationToken cancel) => _slots.Writer.WriteAsync(true, cancel);

    public void GiveSlotBack() => _slots.Reader.TryRead(out _);

    /// <summary>Puts a reaction into the slot taken before; returns its ref.</summary>
    public long Put(Reaction reaction)
    {
        lock (_gate)
        {
            _table[++_last] = reaction;
            return _last;
        }
    }

    /// <summary>The reaction that is answered now; null when it was answered before.</summary>
    public Reaction? Answered(long reference)
    {
        lock (_gate)
        {
            if (!_table.Remove(reference, out var reaction))
                return null;
            GiveSlotBack();
            return reaction;
        }
    }
}

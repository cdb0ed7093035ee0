using System.Threading.Channels;
using Crowd.Agents;

namespace Crowd.Delivery;

/// <summary>The reactions of one connection that wait for their answer, by the ref they are sent with.</summary>
internal sealed class Unanswered
{
    private const int Most = 256;

    private readonly Lock tableLock = new();
    private readonly SortedDictionary<long, Reaction> table = []; // refs count up: their order is the order sent
    private readonly Channel<bool> slots = Channel.CreateBounded<bool>(Most);
    private long last;

    public int Count
    {
        get
        {
            lock (tableLock)
                return table.Count;
        }
    }

    public IReadOnlyList<KeyValuePair<long, Reaction>> InOrder()
    {
        lock (tableLock)
            return [.. table];
    }

    /// <summary>Waits while too many are open.</summary>
    public ValueTask TakeSlotAsync(CancellationToken cancel) => slots.Writer.WriteAsync(true, cancel);

    public void GiveSlotBack() => slots.Reader.TryRead(out _);

    /// <summary>Puts a reaction into the slot taken before; returns its ref.</summary>
    public long Put(Reaction reaction)
    {
        lock (tableLock)
        {
            table[++last] = reaction;
            return last;
        }
    }

    /// <summary>The reaction that is answered now; null when it was answered before.</summary>
    public Reaction? Answered(long reference)
    {
        lock (tableLock)
        {
            if (!table.Remove(reference, out var reaction))
                return null;
            GiveSlotBack();
            return reaction;
        }
    }
}

namespace Crowd.Watching;

/// <summary>What became of every reaction: sent, acknowledged, seen back in the stream.</summary>
internal sealed class Ledger(TimeProvider time)
{
    private readonly Lock entriesLock = new();
    private readonly Dictionary<Guid, Entry> entries = [];
    private readonly List<double> delays = [];
    private int acknowledged, duplicates, refused, seen, outOfOrder, missing;

    public void Sent(Guid id)
    {
        lock (entriesLock)
            entries[id] = new Entry { SentAt = time.GetTimestamp() };
    }

    /// <summary>The server answered; NDJSON answers name no seq for each line.</summary>
    public void Acknowledged(Guid id, long? seq)
    {
        lock (entriesLock)
        {
            var entry = entries[id];
            if (entry.Acknowledged)
                return;
            entry.Acknowledged = true;
            acknowledged++;
            missing += entry.SeenSeq is null ? 1 : 0;
            entry.AckedSeq = seq;
            outOfOrder += Contradicts(entry) ? 1 : 0;
        }
    }

    /// <summary>The server said that it had the reaction already: an earlier attempt had got through.</summary>
    public void Duplicates(int count)
    {
        lock (entriesLock)
            duplicates += count;
    }

    public void Refused(int count)
    {
        lock (entriesLock)
            refused += count;
    }

    /// <summary>The stream went on with another seq than the next.</summary>
    public void Skipped()
    {
        lock (entriesLock)
            outOfOrder++;
    }

    /// <summary>A reaction came back; others' reactions in the same experiment are not ours to judge.</summary>
    public void Seen(Guid id, long seq)
    {
        lock (entriesLock)
        {
            if (!entries.TryGetValue(id, out var entry))
                return;
            if (entry.SeenSeq is not null)
            {
                outOfOrder++;
                return;
            }

            entry.SeenSeq = seq;
            seen++;
            missing -= entry.Acknowledged ? 1 : 0;
            outOfOrder += Contradicts(entry) ? 1 : 0;
            delays.Add(time.GetElapsedTime(entry.SentAt).TotalMilliseconds);
        }
    }

    public Tally Tally()
    {
        lock (entriesLock)
            return new Tally(entries.Count, acknowledged, duplicates, refused, seen, missing, outOfOrder);
    }

    /// <summary>Milliseconds from first send to sight in the stream, at each of the shares from 0 to 1.</summary>
    public IReadOnlyList<double> Delays(params IReadOnlyList<double> shares)
    {
        lock (entriesLock)
        {
            delays.Sort();
            return [.. shares.Select(share => delays.Count == 0 ? 0 : delays[(int)(share * (delays.Count - 1))])];
        }
    }

    private static bool Contradicts(Entry entry) =>
        entry is { AckedSeq: { } acked, SeenSeq: { } inStream } && acked != inStream;

    private sealed class Entry
    {
        public long SentAt { get; init; }

        public bool Acknowledged { get; set; }

        public long? AckedSeq { get; set; }

        public long? SeenSeq { get; set; }
    }
}

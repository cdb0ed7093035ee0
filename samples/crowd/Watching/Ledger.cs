namespace Crowd.Watching;

/// <summary>What became of every reaction: sent, acknowledged, seen back in the stream.</summary>
internal sealed class Ledger(TimeProvider time)
{
    // Guards everything below.
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Entry> _entries = [];
    private readonly List<double> _delays = [];
    private int _acknowledged, _duplicates, _refused, _seen, _outOfOrder, _missing;

    public void Sent(Guid id)
    {
        lock (_gate)
            _entries[id] = new Entry { SentAt = time.GetTimestamp() };
    }

    /// <summary>The server answered; NDJSON answers name no seq for each line.</summary>
    public void Acknowledged(Guid id, long? seq)
    {
        lock (_gate)
        {
            var entry = _entries[id];
            if (entry.Acknowledged)
                return;
            entry.Acknowledged = true;
            _acknowledged++;
            _missing += entry.SeenSeq is null ? 1 : 0;
            entry.AckedSeq = seq;
            _outOfOrder += Contradicts(entry) ? 1 : 0;
        }
    }

    /// <summary>The server said that it had the reaction already: an earlier attempt had got through.</summary>
    public void Duplicates(int count)
    {
        lock (_gate)
            _duplicates += count;
    }

    public void Refused(int count)
    {
        lock (_gate)
            _refused += count;
    }

    /// <summary>The stream went on with another seq than the next.</summary>
    public void Skipped()
    {
        lock (_gate)
            _outOfOrder++;
    }

    /// <summary>A reaction came back; others' reactions in the same experiment are not ours to judge.</summary>
    public void Seen(Guid id, long seq)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(id, out var entry))
                return;
            if (entry.SeenSeq is not null)
            {
                _outOfOrder++;
                return;
            }

            entry.SeenSeq = seq;
            _seen++;
            _missing -= entry.Acknowledged ? 1 : 0;
            _outOfOrder += Contradicts(entry) ? 1 : 0;
            _delays.Add(time.GetElapsedTime(entry.SentAt).TotalMilliseconds);
        }
    }

    public Tally Tally()
    {
        lock (_gate)
            return new Tally(_entries.Count, _acknowledged, _duplicates, _refused, _seen, _missing, _outOfOrder);
    }

    /// <summary>Milliseconds from first send to sight in the stream, at each of the shares from 0 to 1.</summary>
    public IReadOnlyList<double> Delays(params IReadOnlyList<double> shares)
    {
        lock (_gate)
        {
            _delays.Sort();
            return [.. shares.Select(share => _delays.Count == 0 ? 0 : _delays[(int)(share * (_delays.Count - 1))])];
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

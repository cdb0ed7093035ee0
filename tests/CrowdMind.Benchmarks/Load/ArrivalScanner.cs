namespace CrowdMind.Benchmarks.Load;

/// <summary>Counts events by the send time that each carries once, and notes how late they come.</summary>
internal sealed class ArrivalScanner() : NumberScanner([.. "\"sent_at\":\""u8])
{
    public long Count { get; private set; }

    /// <summary>When the bytes now scanned were read.</summary>
    public long Now { get; set; }

    public DelayHistogram? Delays { get; set; }

    protected override void Take(long number)
    {
        Count++;
        Delays?.Add(Now - Stamp.ToTimestamp(number));
    }
}

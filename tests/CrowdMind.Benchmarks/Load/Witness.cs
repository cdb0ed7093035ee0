namespace CrowdMind.Benchmarks.Load;

/// <summary>What one subscriber has been sent, seen through its unwrapped bytes.</summary>
internal sealed class Witness(bool checksSeqs)
{
    private readonly SeqScanner? _seqs = checksSeqs ? new SeqScanner() : null;

    public ArrivalScanner Arrivals { get; } = new();

    /// <summary>What the server said when it ended the stream.</summary>
    public string Ending { get; set; } = "no word";

    public int SeqBreaks => _seqs?.Breaks ?? 0;

    public void Read(ReadOnlySpan<byte> payload)
    {
        Arrivals.Scan(payload);
        _seqs?.Scan(payload);
    }

    public void EndMessage()
    {
        Arrivals.EndMessage();
        _seqs?.EndMessage();
    }
}

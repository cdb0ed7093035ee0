namespace CrowdMind.Benchmarks.Load;

/// <summary>Checks that the seqs one subscriber is sent go up by one.</summary>
internal sealed class SeqScanner() : NumberScanner([.. "\"seq\":"u8])
{
    private long _last = -1;

    public int Breaks { get; private set; }

    protected override void Take(long number)
    {
        if (_last >= 0 && number != _last + 1)
            Breaks++;
        _last = number;
    }
}

namespace CrowdMind.Benchmarks.Load;

/// <summary>Subscribers that stay for a few seconds, then leave without a word, while others come for them.</summary>
/// <param name="share">How many come at once.</param>
/// <param name="subscribe">Opens one, by its number.</param>
internal sealed class Churn(int share, Func<int, Subscriber> subscribe)
{
    private static readonly TimeSpan s_stay = TimeSpan.FromSeconds(5);

    /// <summary>How many came in all.</summary>
    public int Came { get; private set; }

    /// <summary>Events that they read.</summary>
    public long Delivered { get; private set; }

    /// <summary>Seqs that did not follow the one before.</summary>
    public int SeqBreaks { get; private set; }

    /// <summary>Those that the server sent away.</summary>
    public int Ended { get; private set; }

    /// <summary>Comes and goes until told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using Swarm swarm = new([.. Enumerable.Range(0, share).Select(subscribe)]);
            await Task.Delay(s_stay, stop).ContinueWith(_ => { }, TaskScheduler.Default);
            (Came, Delivered) = (Came + swarm.Count, Delivered + swarm.Delivered);
            (SeqBreaks, Ended) = (SeqBreaks + swarm.SeqBreaks, Ended + swarm.Ended);
        }
    }
}

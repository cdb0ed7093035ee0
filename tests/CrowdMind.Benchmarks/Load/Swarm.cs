using System.Diagnostics;

namespace CrowdMind.Benchmarks.Load;

/// <summary>Many subscribers read by one thread, each once a round, so that none is favoured.</summary>
internal sealed class Swarm : IDisposable
{
    private const int ReadBytes = 64 * 1024;
    private const int WaitMilliseconds = 50;
    private const int ReadyAtOnce = 512;

    private static readonly TimeSpan s_pingEvery = TimeSpan.FromSeconds(15);

    private readonly Subscriber[] _subscribers;
    private readonly Poller _poller = new(ReadyAtOnce);
    private readonly Thread _thread;
    private volatile bool _stopping;
    private volatile DelayHistogram? _delays;
    private long _delivered;
    private int _ended;

    public Swarm(Subscriber[] subscribers)
    {
        _subscribers = subscribers;
        for (int i = 0; i < subscribers.Length; i++)
            _poller.Watch(subscribers[i].Socket, i);
        _thread = new Thread(ReadAll) { Name = "swarm", IsBackground = true };
        _thread.Start();
    }

    public int Count => _subscribers.Length;

    /// <summary>Events read by all subscribers together.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>Connections that the server has ended.</summary>
    public int Ended => Volatile.Read(ref _ended);

    /// <summary>What the server said to the last one that it disconnected.</summary>
    public string? LastEnding { get; private set; }

    public int SeqBreaks => _subscribers.Sum(subscriber => subscriber.Witness.SeqBreaks);

    /// <summary>Where delays are noted from now on, if anywhere.</summary>
    public DelayHistogram? Delays
    {
        set => _delays = value;
    }

    public void Dispose()
    {
        _stopping = true;
        _thread.Join();
        foreach (Subscriber subscriber in _subscribers)
            subscriber.Dispose();
        _poller.Dispose();
    }

    private void ReadAll()
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>(ReadBytes, pinned: true);
        long lastPing = Stopwatch.GetTimestamp();
        while (!_stopping)
        {
            int ready = _poller.Wait(WaitMilliseconds);
            for (int i = 0; i < ready; i++)
                Read(_subscribers[_poller.Ready(i)], buffer);
            if (Stopwatch.GetElapsedTime(lastPing) >= s_pingEvery)
            {
                lastPing = Stopwatch.GetTimestamp();
                foreach (Subscriber subscriber in _subscribers)
                    subscriber.Ping();
            }
        }
    }

    private void Read(Subscriber subscriber, byte[] buffer)
    {
        long before = subscriber.Witness.Arrivals.Count;
        if (!subscriber.Receive(buffer, _delays))
        {
            _poller.Unwatch(subscriber.Socket);
            LastEnding = subscriber.Witness.Ending;
            Volatile.Write(ref _ended, _ended + 1);
        }

        Volatile.Write(ref _delivered, _delivered + subscriber.Witness.Arrivals.Count - before);
    }
}

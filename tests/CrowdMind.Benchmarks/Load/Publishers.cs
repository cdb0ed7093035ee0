using System.Diagnostics;

namespace CrowdMind.Benchmarks.Load;

/// <summary>Connections that post, driven by one thread: as fast as they are answered, or at a pace.</summary>
internal sealed class Publishers : IDisposable
{
    private const int WaitMilliseconds = 50;

    private static readonly TimeSpan s_lastAnswers = TimeSpan.FromSeconds(30);

    private readonly PostConnection[] _connections;
    private readonly Queue<PostConnection> _free;
    private readonly Poller _poller;
    private readonly Thread _thread;
    private volatile bool _stopping;
    private long _acknowledged;
    private long _refused;

    /// <summary>Starts to post; without a pace every connection posts again as soon as it is answered.</summary>
    public Publishers(int port, PostTemplate template, int connections, double? postsPerSecond = null)
    {
        _connections = [.. Enumerable.Range(0, connections).Select(_ => new PostConnection(port, template))];
        _free = new Queue<PostConnection>(_connections);
        _poller = new Poller(connections);
        for (int i = 0; i < connections; i++)
            _poller.Watch(_connections[i].Socket, i);
        _thread = new Thread(() => PostAll(postsPerSecond)) { Name = "publishers", IsBackground = true };
        _thread.Start();
    }

    public long Acknowledged => Volatile.Read(ref _acknowledged);

    public long Refused => Volatile.Read(ref _refused);

    /// <summary>The first refusal, or what broke the publishers.</summary>
    public string? Fault { get; private set; }

    /// <summary>Posts no more and waits for the answers still due.</summary>
    public void Stop()
    {
        _stopping = true;
        _thread.Join();
    }

    public void Dispose()
    {
        Stop();
        foreach (PostConnection connection in _connections)
            connection.Dispose();
        _poller.Dispose();
    }

    private void PostAll(double? postsPerSecond)
    {
        try
        {
            if (postsPerSecond is { } pace)
                Pace(pace);
            else
                Saturate();
            long stopped = Stopwatch.GetTimestamp();
            while (_free.Count < _connections.Length && Stopwatch.GetElapsedTime(stopped) < s_lastAnswers)
                TakeAnswers(WaitMilliseconds);
            if (_free.Count < _connections.Length)
                Fault ??= $"{_connections.Length - _free.Count} posts were never answered";
        }
        catch (Exception broken) when (broken is IOException or System.Net.Sockets.SocketException)
        {
            Fault = broken.Message;
        }
    }

    private void Saturate()
    {
        while (!_stopping)
        {
            while (_free.TryDequeue(out PostConnection? connection))
                connection.Post();
            TakeAnswers(WaitMilliseconds);
        }
    }

    private void Pace(double postsPerSecond)
    {
        long interval = (long)(Stopwatch.Frequency / postsPerSecond);
        long due = Stopwatch.GetTimestamp() + interval;
        while (!_stopping)
        {
            long wait = due - Stopwatch.GetTimestamp();
            if (wait > 0)
                TakeAnswers((int)Math.Clamp(wait * 1000 / Stopwatch.Frequency, 0, WaitMilliseconds));
            else if (_free.TryDequeue(out PostConnection? connection))
            {
                due += interval;
                connection.Post();
            }
            else
                TakeAnswers(WaitMilliseconds);
        }
    }

    private void TakeAnswers(int milliseconds)
    {
        int ready = _poller.Wait(milliseconds);
        for (int i = 0; i < ready; i++)
        {
            PostConnection connection = _connections[_poller.Ready(i)];
            int status = connection.Receive();
            if (status == 0)
                continue;
            _free.Enqueue(connection);
            if (status is >= 200 and < 300)
            {
                Volatile.Write(ref _acknowledged, _acknowledged + 1);
                continue;
            }

            Volatile.Write(ref _refused, _refused + 1);
            Fault ??= connection.ToString();
        }
    }
}

using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Transports;

/// <summary>A steady publisher and subscribers that read all they are sent, with delays and memory measured.</summary>
internal sealed class Audience : IAsyncDisposable
{
    private const int SubscribersPerTransport = 2;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    private readonly CrowdMindServer _server;
    private readonly RestClient _rest;
    private readonly Guid _experiment;
    private readonly Guid _agent;
    private readonly int _eventsPerSecond;
    private readonly string _padding;
    private readonly LogChecker _checker = new();
    private readonly DelayMeter _delays = new();
    private readonly CancellationTokenSource _stopPublishing = new();
    private readonly CancellationTokenSource _stopFollowing = new();
    private readonly List<ReceivedHistory> _readers = [];
    private readonly List<Task> _reading = [];
    private Task _publishing = Task.CompletedTask;

    private Audience(
        CrowdMindServer server, RestClient rest, Guid experiment, Guid agent, int eventsPerSecond, int payloadBytes)
    {
        (_server, _rest, _experiment, _agent) = (server, rest, experiment, agent);
        (_eventsPerSecond, _padding) = (eventsPerSecond, new string('x', payloadBytes));
    }

    public static async Task<Audience> OpenAsync(CrowdMindServer server, int eventsPerSecond, int payloadBytes)
    {
        var rest = new RestClient(server.BaseUri);
        Guid agent = await rest.CreateAgentAsync(), experiment = await rest.CreateExperimentAsync();
        var audience = new Audience(server, rest, experiment, agent, eventsPerSecond, payloadBytes);
        foreach (Transport transport in Transport.All)
        {
            for (int i = 0; i < SubscribersPerTransport; i++)
                audience._reading.Add(audience.ReadAsync(transport, audience._checker.AddSubscriber($"reading {transport} {i}")));
        }
        return audience;
    }

    /// <summary>
    /// Sends a burst through the server, so that what it keeps of the newest events is full, then begins the steady load.
    /// </summary>
    public async Task WarmUpAsync(int megabytes)
    {
        const int LinesEach = 50;
        int requests = (megabytes << 20) / (LinesEach * _padding.Length);
        for (int i = 0; i < requests; i++)
        {
            IEnumerable<Reaction> lines = Enumerable.Range(0, LinesEach).Select(_ => NewReaction());
            (await _rest.PublishLinesAsync(_experiment, lines)).Expect(200);
        }
        await Eventually.TrueAsync(
            () => _readers.All(r => r.Last == requests * LinesEach), Within, () => "all readers took the burst");
        _publishing = PublishAsync();
    }

    /// <summary>Lets so many seconds of events go by, told by the events and not by a clock.</summary>
    public async Task<AudienceWindow> WatchAsync(int seconds)
    {
        _delays.TakeWindow();
        int events = seconds * _eventsPerSecond * _readers.Count;
        long resident = 0;
        await Eventually.TrueAsync(
            () =>
            {
                resident = Math.Max(resident, _server.ResidentBytes());
                return _delays.Count >= events || _publishing.IsFaulted || _reading.Any(r => r.IsCompleted);
            },
            TimeSpan.FromSeconds(3 * seconds) + Within,
            () => $"{events} events were received in all; {_delays.Count} were.");
        await Task.WhenAll(_reading.Append(_publishing).Where(t => t.IsCompleted));
        (double median, double longest) = _delays.TakeWindow();
        return new AudienceWindow(median, longest, resident);
    }

    /// <summary>Connects subscribers, mostly WebSockets (first in the group), that do not read.</summary>
    public async Task<StalledGroup> StallAsync(int webSockets)
    {
        var group = new StalledGroup(_server.BaseUri, _experiment, _checker);
        long after = _readers[0].Last;
        for (int i = 0; i < webSockets; i++)
            await group.AddAsync(Transport.WebSocket, after);
        await group.AddAsync(Transport.Hub, after);
        await group.AddAsync(Transport.ServerSentEvents, after);
        return group;
    }

    public async Task StopPublishingAsync()
    {
        await _stopPublishing.CancelAsync();
        await _publishing;
    }

    /// <summary>Lets the readers come to the head, and judges everybody.</summary>
    public async Task<IReadOnlyList<Violation>> CheckAsync()
    {
        IReadOnlyList<WireEvent> log = await _rest.ExportAsync(_experiment);
        await Eventually.TrueAsync(() => _readers.All(r => r.Last == log.Count), Within, () => "all readers came to the head");
        await _stopFollowing.CancelAsync();
        await Task.WhenAll(_reading);
        return _checker.Check(log);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopPublishing.CancelAsync();
        await _stopFollowing.CancelAsync();
        await Task.WhenAll(_reading.Append(_publishing)).ContinueWith(_ => { }, TaskScheduler.Default);
        _rest.Dispose();
        _stopPublishing.Dispose();
        _stopFollowing.Dispose();
    }

    private Reaction NewReaction() => new(_agent, DelayMeter.NewPayload(_padding));

    private async Task PublishAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / _eventsPerSecond));
        while (!_stopPublishing.IsCancellationRequested)
        {
            RestAnswer answer = await _rest.PublishAsync(_experiment, NewReaction());
            _checker.Acknowledged(
                answer.Expect(201).Json.GetProperty("id").GetGuid(), SeqRange.At(answer.Json.GetProperty("seq").GetInt64()));
            await timer.WaitForNextTickAsync();
        }
    }

    private async Task ReadAsync(Transport transport, ReceivedHistory history)
    {
        _readers.Add(history);
        try
        {
            await using IFollower follower = await transport.OpenAsync(_server.BaseUri, _experiment, after: 0, _stopFollowing.Token);
            history.Connected(0);
            await foreach (WireEvent received in follower.ReadAsync(_stopFollowing.Token))
            {
                _delays.Add(received);
                history.Received(received);
            }
            throw new IOException($"{history.Name} ended: {follower.End}");
        }
        catch (OperationCanceledException) when (_stopFollowing.IsCancellationRequested)
        {
            // The test is over.
        }
    }
}

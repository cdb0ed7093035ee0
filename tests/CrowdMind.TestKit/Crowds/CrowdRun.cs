using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.TestKit.Crowds;

/// <summary>
/// Publishers that retry (by REST, NDJSON and WebSocket) and subscribers that resume (on every transport), on one
/// experiment, while the test does to the server what it likes. In the end a checker judges what they saw.
/// </summary>
public sealed class CrowdRun : IAsyncDisposable
{
    private static readonly TimeSpan StepWithin = TimeSpan.FromSeconds(30);

    private readonly CrowdPlace _place;
    private readonly RestClient _rest;
    private readonly Guid _experiment;
    private readonly LogChecker _checker = new();
    private readonly CancellationTokenSource _stopPublishing = new();
    private readonly CancellationTokenSource _stopFollowing = new();
    private readonly CancellationTokenSource _giveUp;
    private readonly List<RetryingPublisher> _publishers = [];
    private readonly List<Task> _following = [];
    private Task[] _publishing = [];

    private CrowdRun(CrowdPlace place, RestClient rest, Guid experiment, CrowdPlan plan)
    {
        _place = place;
        _rest = rest;
        _experiment = experiment;
        _giveUp = CancellationTokenSource.CreateLinkedTokenSource(_stopFollowing.Token);
        _giveUp.CancelAfter(plan.Within);
    }

    /// <summary>How many acknowledgements have been given so far.</summary>
    public int Acknowledged => _checker.Acknowledgements;

    /// <summary>What the subscribers received so far.</summary>
    public IReadOnlyCollection<ReceivedHistory> Histories => _checker.Histories;

    /// <summary>Starts everybody on one server.</summary>
    public static Task<CrowdRun> StartAsync(CrowdMindServer server, CrowdPlan plan) =>
        StartAsync(CrowdPlace.At(server, plan.SubscribersSee), plan);

    /// <summary>Starts everybody.</summary>
    public static async Task<CrowdRun> StartAsync(CrowdPlace place, CrowdPlan plan)
    {
        var rest = new RestClient(place.Address);
        Guid agent = await rest.CreateAgentAsync();
        Guid experiment = await rest.CreateExperimentAsync();
        (await rest.StartAsync(experiment)).Expect(200);
        var run = new CrowdRun(place, rest, experiment, plan);
        run._following.AddRange(run.NewSubscribers(plan).Select(s => s.RunAsync(run._giveUp.Token)));
        run._publishers.AddRange(Enumerable.Range(0, plan.Publishers).Select(i => run.NewPublisher(i, agent)));
        run._publishing =
            [.. run._publishers.Select(p => p.RunAsync(plan.Pace, run._stopPublishing.Token, run._giveUp.Token))];
        return run;
    }

    /// <summary>Waits until so many more acknowledgements have been given.</summary>
    public async Task UntilAcknowledgedAsync(int more)
    {
        int target = Acknowledged + more;
        await Eventually.TrueAsync(
            () => Acknowledged >= target || AnyFaulted(), StepWithin,
            () => $"{more} more acknowledgements came; {Acknowledged} in all. The servers printed:\n{_place.Output()}");
        await Task.WhenAll(_publishing.Concat(_following).Where(t => t.IsFaulted));
    }

    /// <summary>Waits until everybody has what anybody has now.</summary>
    public async Task UntilAllCaughtUpAsync()
    {
        long newest = Histories.Max(h => h.Last);
        await Eventually.TrueAsync(
            () => AllAt(newest) || AnyFaulted(), StepWithin,
            () => $"all came to {newest}; behind: {Behind(newest)}. The servers printed:\n{_place.Output()}");
        await Task.WhenAll(_publishing.Concat(_following).Where(t => t.IsFaulted));
    }

    /// <summary>One subscriber more, which follows from here, and reads nothing at first.</summary>
    public void AddStalled(Transport transport, Entrance entrance, Task until)
    {
        ReceivedHistory history = _checker.AddSubscriber($"stalled {transport} {_following.Count}");
        history.StartAfter(Histories.Max(h => h.Last));
        var subscriber = new ResumingSubscriber(entrance, transport, _experiment, history) { StallsUntil = until };
        _following.Add(subscriber.RunAsync(_giveUp.Token));
    }

    /// <summary>
    /// Lets the publishers finish, ends the log with <c>experiment_stopped</c>, lets the subscribers come to it, and judges.
    /// </summary>
    public async Task<CrowdVerdict> FinishAsync()
    {
        await _stopPublishing.CancelAsync();
        await Task.WhenAll(_publishing);
        (await _rest.StopAsync(_experiment)).Expect(200);
        IReadOnlyList<WireEvent> log = await _rest.ExportAsync(_experiment);
        await Eventually.HappensAsync(() => Task.FromResult(AllAt(log.Count) || AnyFaulted()), StepWithin);
        await _stopFollowing.CancelAsync();
        await Task.WhenAll(_following);
        return new CrowdVerdict(
            _checker.Check(log), _checker.AcknowledgedReactions, _publishers.Sum(p => p.Retries), log.Count,
            _checker.Histories.Sum(h => h.Legs.Count - 1), _checker.Histories.Sum(h => h.Count));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopPublishing.CancelAsync();
        await _stopFollowing.CancelAsync();
        await Task.WhenAll(_publishing.Concat(_following)).ContinueWith(_ => { }, TaskScheduler.Default);
        _rest.Dispose();
        _giveUp.Dispose();
        _stopPublishing.Dispose();
        _stopFollowing.Dispose();
    }

    private RetryingPublisher NewPublisher(int index, Guid agent)
    {
        IPublishingWay way = (index % 3) switch
        {
            0 => new RestWay(_place.Address, _experiment),
            1 => new NdjsonWay(_place.Address, _experiment, reactionsAtOnce: 5),
            _ => new WebSocketWay(_place.Address, _experiment, reactionsAtOnce: 3),
        };
        return new RetryingPublisher(_place.Publishers(), way, agent, _checker);
    }

    private IEnumerable<ResumingSubscriber> NewSubscribers(CrowdPlan plan) =>
        from transport in Transport.All
        from number in Enumerable.Range(1, plan.SubscribersPerTransport)
        let history = _checker.AddSubscriber($"{transport} {number}")
        select new ResumingSubscriber(_place.Subscribers(transport, number), transport, _experiment, history);

    private bool AllAt(long head) => _checker.Histories.All(h => h.Last >= head || h.Refused is not null);

    private string Behind(long head) =>
        string.Join(", ", Histories.Where(h => h.Last < head).Select(h => $"{h.Name} at {h.Last}"));

    private bool AnyFaulted() => _publishing.Concat(_following).Any(t => t.IsFaulted);
}

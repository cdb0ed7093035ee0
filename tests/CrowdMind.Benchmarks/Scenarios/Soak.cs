using CrowdMind.Benchmarks.Load;
using CrowdMind.Benchmarks.Processes;
using CrowdMind.Benchmarks.Reports;
using CrowdMind.Benchmarks.Systems;
using CrowdMind.TestKit.Crowds;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>What is left behind, or grows, when many subscribers and publishers stay for long and some come and go.</summary>
internal sealed class Soak : IScenario
{
    /// <summary>One of so many follows over the hub, and one as an event stream; the others over WebSockets.</summary>
    private const int Mix = 10;

    private const int WebSocket = 2;

    /// <summary>Reactions that fill what is bounded, the log's window and the database's cache, which would else fill all along.</summary>
    private const long Fill = 200_000;

    /// <summary>One of so many comes and goes.</summary>
    private const int Comes = 20;

    private const int OpenAnyway = 20;
    private const double Growth = 1.1;
    private const double GrowthMebibytes = 32;

    private static readonly TimeSpan s_longestWarmUp = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(30);

    // A small crowd beside the large one, whose every event is held against the log, byte by byte.
    private static readonly CrowdPlan s_witnesses = new(Publishers: 6, SubscribersPerTransport: 4, Pace: TimeSpan.FromMilliseconds(500));

    public string Name => "soak";

    public async Task<Section> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        TimeSpan duration = TimeSpan.FromMinutes(options.Minutes);
        Section section = new(
            "Soak",
            $"{options.Subscribers:N0} subscribers, {options.Publishers} publishers with {options.Posts} posts a second together, for "
                + $"{duration.TotalMinutes:0.#} min, of which the first fifth (2 min at most) is warm-up, after an upload of {Fill:N0} "
                + $"reactions. One of {Comes} subscribers leaves after 5 s and another comes; 18 more clients hold all they see against "
                + "their log. Aim: flat memory, nothing left open.",
            new("MiB, first third", "F0"), new("last third", "F0"), new("in use, first", "F0"), new("at last", "F0"),
            new("descriptors", "N0"), new("left open", "N0"), new("threads", "N0"), new("acknowledged", "N0"),
            new("delivered", "N0"), new("came and went", "N0"), new("violations", "N0"));
        await section.MeasureAsync(
            options, [new Contestant("CrowdMind", token => MeasureAsync(section, options, duration, token))], cancellation);
        return section;
    }

    private static async Task<double[]> MeasureAsync(
        Section section, BenchmarkOptions options, TimeSpan duration, CancellationToken cancellation)
    {
        await using CrowdMindServer server = await CrowdMindServer.StartAsync(options, cancellation);
        int openBefore = server.Process.Descriptors;
        ProcessSamples samples = new(server.Process);
        long acknowledged, delivered;
        double inUseFirst, inUseAtLast;
        Churn churn = new(Math.Max(1, options.Subscribers / Comes), n => Subscribe(server, n));
        CrowdVerdict verdict;
        using (Swarm first = new([Subscribe(server, WebSocket)]))
        {
            await server.UploadAsync(Fill, cancellation);
            await Until.TrueAsync(() => ValueTask.FromResult(first.Delivered >= Fill), s_settling, cancellation);
            using Swarm swarm = new([.. Enumerable.Range(0, options.Subscribers).Select(n => Subscribe(server, n))]);
            using Publishers publishers = new(server.Port, server.Post, options.Publishers, options.Posts);
            await using CrowdRun witnesses = await CrowdRun.StartAsync(PlaceOf(server), s_witnesses with { Within = duration + TimeSpan.FromMinutes(5) });
            using CancellationTokenSource leave = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            Task churning = Task.Run(() => churn.RunAsync(leave.Token), cancellation);
            TimeSpan warmUp = TimeSpan.FromTicks(Math.Min(s_longestWarmUp.Ticks, duration.Ticks / 5));
            await Task.Delay(warmUp, cancellation);
            inUseFirst = await InUseAsync(server.Process, cancellation);
            await samples.TakeAsync(duration - warmUp, cancellation);
            inUseAtLast = await InUseAsync(server.Process, cancellation);
            await leave.CancelAsync();
            await churning;
            verdict = await witnesses.FinishAsync();
            publishers.Stop();
            await FanOutTrial.CheckAsync(section, "subscribers", swarm, publishers, cancellation);
            (acknowledged, delivered) = (publishers.Acknowledged + verdict.Acknowledged, swarm.Delivered + churn.Delivered + verdict.EventsSeen);
        }

        await Until.TrueAsync(() => ValueTask.FromResult(server.Process.Descriptors <= openBefore + OpenAnyway), s_settling, cancellation);
        int leftOpen = server.Process.Descriptors - openBefore;
        if (inUseAtLast > inUseFirst * Growth)
            section.Fault($"memory in use grew from {inUseFirst:F0} to {inUseAtLast:F0} MiB");
        Judge(section, samples, leftOpen, churn, verdict, server.Process.Output);
        return
        [
            samples.FirstThird, samples.LastThird, inUseFirst, inUseAtLast, samples.MostDescriptors, leftOpen, samples.MostThreads,
            acknowledged, delivered, churn.Came, verdict.Violations.Count + churn.SeqBreaks,
        ];
    }

    private static void Judge(Section section, ProcessSamples samples, int leftOpen, Churn churn, CrowdVerdict verdict, string output)
    {
        if (samples.LastThird > (samples.FirstThird * Growth) + GrowthMebibytes)
            section.Fault($"memory grew from {samples.FirstThird:F0} to {samples.LastThird:F0} MiB");
        if (leftOpen > OpenAnyway)
            section.Fault($"{leftOpen} descriptors more than at the start are open after all have left");
        if (churn.SeqBreaks > 0 || churn.Ended > 0)
            section.Fault($"of those that came and went, {churn.Ended} were disconnected, and {churn.SeqBreaks} seqs did not follow the one before");
        foreach (var violation in verdict.Violations.Take(5))
            section.Fault(violation.ToString());
        if (output.Length > 0)
            section.Fault($"the server printed: {output}");
    }

    private static async Task<double> InUseAsync(PinnedProcess process, CancellationToken cancellation)
    {
        await process.CollectGarbageAsync(cancellation);
        return process.ResidentBytes / (double)(1 << 20);
    }

    private static Subscriber Subscribe(CrowdMindServer server, int n)
    {
        switch (n % Mix)
        {
            case 0:
                var socket = SignalRDoor.Open(server.Port, CrowdMindServer.HubPath);
                SignalRDoor.Invoke(socket, "JoinExperiment", $"\"{server.Experiment}\"");
                return Subscriber.OverSignalR(socket, checksSeqs: true);
            case 1:
                return Subscriber.OverEventStream(
                    HttpDoor.Get(server.Port, server.EventStreamPath, "Accept: text/event-stream\r\n", "chunked"), checksSeqs: true);
            default:
                return Subscriber.OverWebSocket(WebSocketDoor.Open(server.Port, server.WebSocketPath), checksSeqs: true);
        }
    }

    private static CrowdPlace PlaceOf(CrowdMindServer server)
    {
        Uri address = new($"http://127.0.0.1:{server.Port}");
        return new CrowdPlace(address, () => Entrance.ToAny(address), (_, _) => Entrance.ToAny(address), () => server.Process.Output);
    }
}

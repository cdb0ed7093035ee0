using CrowdMind.Benchmarks.Load;
using CrowdMind.Benchmarks.Processes;
using CrowdMind.Benchmarks.Reports;
using CrowdMind.Benchmarks.Systems;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>How fast one subscriber reads a long log from its beginning, and what memory that takes.</summary>
internal sealed class Replay : IScenario
{
    private const double Mebibyte = 1024 * 1024;
    private const string Peer = "SQLite, a scan of the same rows";

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_longestSettling = TimeSpan.FromSeconds(10);

    private static readonly (string Name, Func<CrowdMindServer, Subscriber> Follow)[] s_transports =
    [
        ("CrowdMind, WebSocket", OverWebSocket),
        ("CrowdMind, Server-Sent Events", OverEventStream),
        ("CrowdMind, hub Watch", OverHub),
    ];

    public string Name => "replay";

    public async Task<Section> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        Section section = new(
            "Replay",
            $"One subscriber with `after=0` of a log of {options.Events:N0} events, until it has them all. "
                + "MiB is the server's resident memory.",
            new("events/s", "N0"),
            new("server µs an event", "F1"),
            new("server, % of a core", "F0"),
            new("load, % of a core", "F0"),
            new("others", "F0"),
            new("MiB before", "F0"),
            new("peak", "F0"),
            new("after", "F0"));

        await using CrowdMindServer server = await CrowdMindServer.StartAsync(options, cancellation);
        await server.UploadAsync(options.Events, cancellation);
        await Until.QuietAsync(() => server.Process.ResidentBytes, s_longestSettling, cancellation);
        await section.MeasureAsync(
            options,
            [
                new(Peer, token => ScanAsync(options, token)),
                .. s_transports.Select(transport => new Contestant(
                    transport.Name, token => MeasureAsync(section, server, transport.Follow, options.Events, token))),
            ],
            cancellation);
        foreach ((string name, _) in s_transports)
            section.Compare("events", 0, name, Peer, "aim: at least 150,000 a second, memory flat");
        return section;
    }

    private static async Task<double[]> ScanAsync(BenchmarkOptions options, CancellationToken cancellation) =>
    [
        await SqliteLoop.RunAsync(options, "scan", options.Events, cancellation),
        .. Enumerable.Repeat(double.NaN, 7),
    ];

    private static async Task<double[]> MeasureAsync(
        Section section,
        CrowdMindServer server,
        Func<CrowdMindServer, Subscriber> follow,
        int events,
        CancellationToken cancellation)
    {
        server.Process.ForgetPeak();
        long before = server.Process.ResidentBytes;
        UsageMeter meter = new(server.Process);
        using Swarm swarm = new([follow(server)]);
        await Until.TrueAsync(
            () => ValueTask.FromResult(swarm.Delivered >= events || swarm.Ended > 0), s_longest, cancellation);
        Usage usage = meter.Read();

        if (swarm.Delivered != events || swarm.SeqBreaks > 0)
            section.Fault($"{swarm.Delivered:N0} of {events:N0} events came, {swarm.SeqBreaks} out of order");
        return
        [
            swarm.Delivered / usage.Seconds,
            usage.ServerMicrosecondsEach(swarm.Delivered),
            usage.ServerPercent,
            usage.LoadPercent,
            usage.OthersPercent,
            before / Mebibyte,
            server.Process.PeakResidentBytes / Mebibyte,
            server.Process.ResidentBytes / Mebibyte,
        ];
    }

    private static Subscriber OverWebSocket(CrowdMindServer server) => Subscriber.OverWebSocket(
        WebSocketDoor.Open(server.Port, $"{server.WebSocketPath}?after=0"), checksSeqs: true);

    private static Subscriber OverEventStream(CrowdMindServer server) => Subscriber.OverEventStream(
        HttpDoor.Get(server.Port, $"{server.EventStreamPath}?after=0", "Accept: text/event-stream\r\n", "chunked"),
        checksSeqs: true);

    private static Subscriber OverHub(CrowdMindServer server)
    {
        var socket = SignalRDoor.Open(server.Port, CrowdMindServer.HubPath);
        SignalRDoor.Stream(socket, "Watch", $"\"{server.Experiment}\",0");
        return Subscriber.OverSignalR(socket, checksSeqs: true);
    }
}

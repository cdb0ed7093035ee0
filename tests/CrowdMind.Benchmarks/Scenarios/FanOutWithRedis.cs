using CrowdMind.Benchmarks.Reports;
using CrowdMind.Benchmarks.Systems;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>What it costs an instance's own subscribers that every batch is also sent to Redis.</summary>
internal sealed class FanOutWithRedis : IScenario
{
    private const string With = "PostgreSQL and Redis", Without = "PostgreSQL";

    public string Name => "fan-out-with-redis";

    public async Task<Section> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        TimeSpan duration = options.TimedOr(10);
        Section section = new(
            "Fan-out of an instance with Redis and without",
            $"{options.Subscribers} WebSocket subscribers of one experiment; {options.Publishers} publishers, each with "
                + $"{options.Window} posts in flight; {duration.TotalSeconds} s after a warm-up. Redis shares the load's core.",
            new("deliveries/s", "N0"),
            new("posts/s", "N0"),
            new("server µs a delivery", "F2"),
            new("median delay, ms", "F1"),
            new("server, % of a core", "F0"));
        FanOutTrial trial = new(section, options, duration) { Connections = options.Publishers * options.Window };
        await section.MeasureAsync(
            options,
            [new Contestant(With, token => MeasureAsync(With, true, token)), new Contestant(Without, token => MeasureAsync(Without, false, token))],
            cancellation);
        section.Compare("deliveries", 0, With, Without, "aim: 1");
        section.Compare("CPU a delivery", 2, With, Without, "aim: 1");
        return section;

        async Task<double[]> MeasureAsync(string name, bool withRedis, CancellationToken token)
        {
            await using PrivateEngines engines = await PrivateEngines.StartAsync(options, token);
            CrowdMindServer server = await CrowdMindServer.StartAsync(options, token, engines.Settings(withRedis));
            FanOutFigures figures = await trial.RunAsync(name, new CrowdMindFanOut(server, overHub: false), token);
            return
            [
                figures.DeliveriesPerSecond, figures.PostsPerSecond, figures.CpuMicrosecondsPerDelivery,
                figures.Delays.Milliseconds(0.5), figures.Usage.ServerPercent,
            ];
        }
    }
}

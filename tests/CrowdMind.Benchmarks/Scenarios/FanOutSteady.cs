using CrowdMind.Benchmarks.Reports;
using CrowdMind.Benchmarks.Systems;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>What a delivery costs the server, and how late it is, at a pace that every system keeps up with.</summary>
internal sealed class FanOutSteady : IScenario
{
    private const int PostsPerSecond = 50;

    public string Name => "fan-out-steady";

    public async Task<Section> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        TimeSpan duration = options.TimedOr(20);
        Section section = new(
            "Fan-out, steady",
            $"{options.Subscribers} subscribers of one experiment; {PostsPerSecond} posts a second on schedule; "
                + $"{duration.TotalSeconds} s after a warm-up. A delay runs from the post to the subscriber's read.",
            new("server µs a delivery", "F1"),
            new("median delay, ms", "F2"),
            new("95 %, ms", "F2"),
            new("99 %, ms", "F2"),
            new("deliveries/s", "N0"),
            new("load, % of a core", "F0"),
            new("others", "F0"));
        FanOutTrial trial = new(section, options, duration)
        {
            Connections = options.Publishers,
            PostsPerSecond = PostsPerSecond,
        };

        await section.MeasureAsync(
            options,
            [.. Contenders.FanOut.Select(name => new Contestant(name, token => MeasureAsync(trial, name, token)))],
            cancellation);
        section.Compare("CPU", 0, Contenders.WebSocket, Contenders.Peer, "aim: at most 0.65");
        section.Compare("CPU", 0, Contenders.Hub, Contenders.Peer, "aim: at most 1");
        section.Compare("median delay", 1, Contenders.WebSocket, Contenders.Peer, "aim: at most 0.5");
        section.Compare("median delay", 1, Contenders.Hub, Contenders.Peer, "aim: at most 1");
        return section;
    }

    private static async Task<double[]> MeasureAsync(FanOutTrial trial, string name, CancellationToken cancellation)
    {
        FanOutFigures figures = await trial.RunAsync(name, cancellation);
        return
        [
            figures.CpuMicrosecondsPerDelivery, figures.Delays.Milliseconds(0.5), figures.Delays.Milliseconds(0.95),
            figures.Delays.Milliseconds(0.99), figures.DeliveriesPerSecond, figures.Usage.LoadPercent, figures.Usage.OthersPercent,
        ];
    }
}

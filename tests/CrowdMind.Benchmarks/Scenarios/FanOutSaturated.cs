using CrowdMind.Benchmarks.Reports;
using CrowdMind.Benchmarks.Systems;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>How many events a second reach the subscribers when publishers post as fast as they are answered.</summary>
internal sealed class FanOutSaturated : IScenario
{
    public string Name => "fan-out-saturated";

    public async Task<Section> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        TimeSpan duration = options.TimedOr(10);
        Section section = new(
            "Fan-out, saturated",
            $"{options.Subscribers} subscribers of one experiment; {options.Publishers} publishers, each with "
                + $"{options.Window} posts in flight; {duration.TotalSeconds} s after a warm-up.",
            new("deliveries/s", "N0"),
            new("posts/s", "N0"),
            new("server µs a delivery", "F2"),
            new("median delay, ms", "F1"),
            new("server, % of a core", "F0"),
            new("load, % of a core", "F0"),
            new("others", "F0"));
        FanOutTrial trial = new(section, options, duration) { Connections = options.Publishers * options.Window };

        await section.MeasureAsync(
            options,
            [.. Contenders.FanOut.Select(name => new Contestant(name, token => MeasureAsync(trial, name, token)))],
            cancellation);
        section.Compare("deliveries", 0, Contenders.WebSocket, Contenders.Peer, "aim: at least 8");
        section.Compare("deliveries", 0, Contenders.Hub, Contenders.Peer, "aim: at least 3");
        return section;
    }

    private static async Task<double[]> MeasureAsync(FanOutTrial trial, string name, CancellationToken cancellation)
    {
        FanOutFigures figures = await trial.RunAsync(name, cancellation);
        return
        [
            figures.DeliveriesPerSecond, figures.PostsPerSecond, figures.CpuMicrosecondsPerDelivery,
            figures.Delays.Milliseconds(0.5), figures.Usage.ServerPercent, figures.Usage.LoadPercent, figures.Usage.OthersPercent,
        ];
    }
}

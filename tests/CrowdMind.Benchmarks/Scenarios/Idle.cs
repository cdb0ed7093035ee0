using CrowdMind.Benchmarks.Load;
using CrowdMind.Benchmarks.Processes;
using CrowdMind.Benchmarks.Reports;
using CrowdMind.Benchmarks.Systems;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>What subscribers cost while nothing happens.</summary>
internal sealed class Idle : IScenario
{
    private const int FewerOverSignalR = 5;
    private const int WarmUpSubscribers = 100;

    private static readonly TimeSpan s_longestSettling = TimeSpan.FromSeconds(15);

    public string Name => "idle";

    public async Task<Section> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        TimeSpan duration = options.TimedOr(20);
        Section section = new(
            "Idle subscribers",
            $"Growth of the server's resident memory a subscriber, once settled, and the processor time it takes in "
                + $"{duration.TotalSeconds} s of quiet.",
            new("subscribers", "N0"),
            new("KiB a subscriber", "F1"),
            new("server, % of a core", "F2"),
            new("others", "F0"));

        await section.MeasureAsync(
            options,
            [.. Contenders.FanOut.Select(name => new Contestant(name, token => MeasureAsync(name, token)))],
            cancellation);
        section.Compare("memory", 1, Contenders.WebSocket, Contenders.Peer, "aim: 12 KiB and 2 % of a core at most");
        section.Compare("memory", 1, Contenders.Hub, Contenders.Peer, "no aim");
        return section;

        async Task<double[]> MeasureAsync(string name, CancellationToken token)
        {
            int count = name == Contenders.WebSocket ? options.Idle : options.Idle / FewerOverSignalR;
            await using IFanOutSystem system = await Contenders.StartAsync(name, options, token);
            using (Swarm warmUp = Open(system, WarmUpSubscribers))
                await Until.QuietAsync(() => system.Process.ResidentBytes, s_longestSettling, token);
            await Until.QuietAsync(() => system.Process.ResidentBytes, s_longestSettling, token);
            long before = system.Process.ResidentBytes;

            using Swarm swarm = Open(system, count);
            await Until.QuietAsync(() => system.Process.ResidentBytes, s_longestSettling, token);
            UsageMeter meter = new(system.Process);
            await Task.Delay(duration, token);
            Usage usage = meter.Read();
            double kibibytes = (system.Process.ResidentBytes - before) / 1024.0 / count;
            if (swarm.Ended > 0)
                section.Fault($"{name}: {swarm.Ended} of {count} were disconnected, the last with: {swarm.LastEnding}");
            return [count, kibibytes, usage.ServerPercent, usage.OthersPercent];
        }
    }

    private static Swarm Open(IFanOutSystem system, int count) =>
        new([.. Enumerable.Range(0, count).Select(system.Subscribe)]);
}

using CrowdMind.Benchmarks.Load;
using CrowdMind.Benchmarks.Processes;
using CrowdMind.Benchmarks.Reports;
using CrowdMind.Benchmarks.Systems;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>What many experiments with a subscriber each cost an instance on PostgreSQL and Redis while nothing happens.</summary>
internal sealed class IdleExperiments : IScenario
{
    private const int Experiments = 1_000;

    // What runs once a second is compiled for good after thirty runs.
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(45);

    public string Name => "idle-experiments";

    public async Task<Section> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        TimeSpan duration = options.TimedOr(20);
        Section section = new(
            "Idle experiments",
            $"{Experiments:N0} experiments with one WebSocket subscriber each, on PostgreSQL; {duration.TotalSeconds} s of quiet, "
                + "heads check included. Aim: less than 5 % of a core.",
            new("server, % of a core", "F2"),
            new("others", "F0"));
        await section.MeasureAsync(
            options,
            [
                new Contestant("PostgreSQL and Redis", token => MeasureAsync(true, token)),
                new Contestant("PostgreSQL alone", token => MeasureAsync(false, token)),
            ],
            cancellation);
        return section;

        async Task<double[]> MeasureAsync(bool withRedis, CancellationToken token)
        {
            await using PrivateEngines engines = await PrivateEngines.StartAsync(options, token);
            await using CrowdMindServer server = await CrowdMindServer.StartAsync(options, token, engines.Settings(withRedis));
            List<Subscriber> subscribers = [];
            for (int n = 0; n < Experiments; n++)
            {
                string path = CrowdMindServer.WebSocketPathOf(await server.CreateExperimentAsync(token));
                subscribers.Add(Subscriber.OverWebSocket(WebSocketDoor.Open(server.Port, path), checksSeqs: false));
            }

            using Swarm swarm = new([.. subscribers]);
            await Task.Delay(s_settling, token);
            UsageMeter meter = new(server.Process);
            await Task.Delay(duration, token);
            Usage usage = meter.Read();
            if (swarm.Ended > 0)
                section.Fault($"{swarm.Ended} of {Experiments} were disconnected, the last with: {swarm.LastEnding}");
            return [usage.ServerPercent, usage.OthersPercent];
        }
    }
}

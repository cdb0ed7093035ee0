using CrowdMind.Benchmarks.Load;
using CrowdMind.Benchmarks.Reports;
using CrowdMind.Benchmarks.Systems;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>How much later an event is at subscribers of another instance than at those of the one it was posted to.</summary>
internal sealed class SecondInstance : IScenario
{
    private const int PostsPerSecond = 50;
    private const int Subscribers = 20;
    private const string WithRedis = "Redis", WithoutRedis = "heads check alone";

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan s_longestDrain = TimeSpan.FromSeconds(30);

    public string Name => "second-instance";

    public async Task<Section> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        TimeSpan duration = options.TimedOr(15);
        Section section = new(
            "A second instance",
            $"Two instances on one PostgreSQL; {PostsPerSecond} posts a second at the first; {Subscribers} WebSocket "
                + $"subscribers at each; {duration.TotalSeconds} s after a warm-up. A delay runs from the post to the read.",
            new("median at the first, ms", "F2"),
            new("median at the second, ms", "F2"),
            new("the second adds, ms", "F2"),
            new("99 % at the first, ms", "F2"),
            new("99 % at the second, ms", "F2"));
        await section.MeasureAsync(
            options,
            [
                new Contestant(WithRedis, token => MeasureAsync(true, token)),
                new Contestant(WithoutRedis, token => MeasureAsync(false, token)),
            ],
            cancellation);
        section.Compare("what the second adds", 2, WithRedis, WithoutRedis, "aim: less than 2 ms");
        return section;

        async Task<double[]> MeasureAsync(bool withRedis, CancellationToken token)
        {
            await using PrivateEngines engines = await PrivateEngines.StartAsync(options, token);
            await using CrowdMindServer first = await CrowdMindServer.StartAsync(options, token, engines.Settings(withRedis));
            await using CrowdMindServer second = await CrowdMindServer.StartAsync(options, token, engines.Settings(withRedis));
            using Swarm near = Open(first.Port, first.WebSocketPath);
            using Swarm far = Open(second.Port, first.WebSocketPath);
            using Publishers publishers = new(first.Port, first.Post, options.Publishers, PostsPerSecond);
            await Task.Delay(s_warmUp, token);
            DelayHistogram nearDelays = new(), farDelays = new();
            (near.Delays, far.Delays) = (nearDelays, farDelays);
            await Task.Delay(duration, token);
            (near.Delays, far.Delays) = (null, null);
            publishers.Stop();
            foreach (Swarm swarm in (Swarm[])[near, far])
                await CheckAsync(section, swarm, publishers, token);
            (double here, double there) = (nearDelays.Milliseconds(0.5), farDelays.Milliseconds(0.5));
            return [here, there, there - here, nearDelays.Milliseconds(0.99), farDelays.Milliseconds(0.99)];
        }
    }

    private static Swarm Open(int port, string path) =>
        new([.. Enumerable.Range(0, Subscribers).Select(_ => Subscriber.OverWebSocket(WebSocketDoor.Open(port, path), checksSeqs: true))]);

    private static async Task CheckAsync(
        Section section, Swarm swarm, Publishers publishers, CancellationToken cancellation)
    {
        long expected = publishers.Acknowledged * swarm.Count;
        await Until.TrueAsync(() => ValueTask.FromResult(swarm.Delivered >= expected), s_longestDrain, cancellation);
        if (swarm.Delivered != expected || swarm.SeqBreaks > 0 || swarm.Ended > 0)
            section.Fault($"{swarm.Delivered:N0} deliveries of {expected:N0}, {swarm.SeqBreaks} breaks, {swarm.Ended} disconnected");
    }
}

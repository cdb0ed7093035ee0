using CrowdMind.TestKit;
using CrowdMind.TestKit.Crowds;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Chaos;

/// <summary>Something that goes wrong, and is right again when the strike is over.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="StrikeAsync">Does it.</param>
internal sealed record Fault(string Name, Func<Cluster, CrowdRun, Random, Task> StrikeAsync)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan GoneWithin = TimeSpan.FromSeconds(10);

    /// <summary>Nothing, for comparison.</summary>
    public static Fault None { get; } = new("nothing", (_, _, _) => Eventually.LastAsync(TimeSpan.FromSeconds(1)));

    /// <summary>All that take turns.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("an instance is killed", KillInstanceAsync),
        new("Redis is killed", KillRedisAsync),
        new("PostgreSQL restarts, fast", RestartPostgresFastAsync),
        new("PostgreSQL restarts, immediate", RestartPostgresImmediatelyAsync),
        new("an instance stands still for 5 s", PauseInstanceAsync),
        new("a subscriber stalls for 5 s", StallSubscriberAsync),
        new("an instance is drained", DrainInstanceAsync),
    ];

    private static async Task KillInstanceAsync(Cluster cluster, CrowdRun run, Random chance)
    {
        CrowdMindServer instance = cluster.NextInstance;
        await instance.KillAsync();
        await Eventually.RandomMomentAsync(chance, atMostMilliseconds: 1000);
        await instance.RestartAsync();
    }

    private static async Task KillRedisAsync(Cluster cluster, CrowdRun run, Random chance)
    {
        await cluster.Redis.KillAsync();
        await run.UntilAcknowledgedAsync(more: 300);
        await Eventually.RandomMomentAsync(chance, atMostMilliseconds: 1500);
        await cluster.Redis.RestartAsync();
    }

    private static async Task RestartPostgresFastAsync(Cluster cluster, CrowdRun run, Random chance)
    {
        await cluster.Postgres.StopAsync();
        await cluster.Postgres.RestartAsync();
    }

    private static async Task RestartPostgresImmediatelyAsync(Cluster cluster, CrowdRun run, Random chance)
    {
        await cluster.Postgres.StopImmediatelyAsync();
        await cluster.Postgres.RestartAsync();
    }

    private static async Task PauseInstanceAsync(Cluster cluster, CrowdRun run, Random chance)
    {
        CrowdMindServer instance = cluster.NextInstance;
        instance.Pause();
        await Eventually.LastAsync(Pause);
        instance.Resume();
    }

    private static async Task StallSubscriberAsync(Cluster cluster, CrowdRun run, Random chance)
    {
        Transport transport = Transport.All[chance.Next(Transport.All.Count)];
        Task stall = Eventually.LastAsync(Pause);
        run.AddStalled(transport, Entrance.ToAny(cluster.NextInstance.BaseUri, cluster.Nginx.Address), stall);
        await stall;
    }

    private static async Task DrainInstanceAsync(Cluster cluster, CrowdRun run, Random chance)
    {
        CrowdMindServer instance = cluster.NextInstance;
        ServerStop stop = await instance.StopAsync();
        Assert.True(stop.ExitCode == 0 && stop.Took < GoneWithin, $"It left with {stop.ExitCode} after {stop.Took}.");
        await instance.RestartAsync();
    }
}

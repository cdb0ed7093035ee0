using System.Globalization;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Crowds;
using CrowdMind.TestKit.Servers;
using Xunit.Abstractions;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>A crowd through the front door, while the server and its database go down in turn.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresCrashTests(PostgresFixture postgres, ITestOutputHelper output)
{
    // A short slice for every run; CRASH_KILLS=100 for a long one.
    private static readonly int Kills =
        int.Parse(Environment.GetEnvironmentVariable("CRASH_KILLS") ?? "3", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Whichever_goes_down_it_keeps_every_acknowledged_reaction_and_every_subscriber_exact()
    {
        var chance = new Random(Seed.Draw(Print));
        await using CrowdMindServer server = await CrowdMindServer.StartAsync(postgres.Settings());
        CrowdPlan plan = CrowdPlan.Full with { Within = TimeSpan.FromSeconds(60 + 20 * Kills) };
        await using CrowdRun run = await CrowdRun.StartAsync(server, plan);
        for (int kill = 0; kill < Kills; kill++)
        {
            await run.UntilAcknowledgedAsync(more: chance.Next(1, 500));
            await Eventually.RandomMomentAsync(chance, atMostMilliseconds: 20);
            await TakeDownAsync(kill % 3, server);
        }
        await run.UntilAcknowledgedAsync(more: 100);
        CrowdVerdict verdict = await run.FinishAsync();
        Print($"{Kills} times down, {verdict}");
        verdict.AssertClean();
    }

    private async Task TakeDownAsync(int which, CrowdMindServer server)
    {
        switch (which)
        {
            case 0:
                await server.KillAsync();
                await server.RestartAsync();
                break;
            case 1:
                await postgres.Server.StopImmediatelyAsync();
                await postgres.Server.RestartAsync();
                break;
            default:
                await postgres.Server.StopAsync();
                await postgres.Server.RestartAsync();
                break;
        }
    }

    private void Print(string line)
    {
        output.WriteLine(line);
        Console.WriteLine($"crash test on PostgreSQL: {line}");
    }
}

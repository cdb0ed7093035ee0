using System.Globalization;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Crowds;
using CrowdMind.TestKit.Servers;
using Xunit.Abstractions;

namespace CrowdMind.Server.Tests.Crash;

public sealed class CrashTests(ITestOutputHelper output)
{
    // A short slice for every run; CRASH_KILLS=200 for a long one.
    private static readonly int Kills =
        int.Parse(Environment.GetEnvironmentVariable("CRASH_KILLS") ?? "6", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Killed_again_and_again_it_keeps_every_acknowledged_reaction_and_every_subscriber_exact()
    {
        var chance = new Random(Seed.Draw(Print));
        await using CrowdMindServer server = await CrowdMindServer.StartAsync();
        CrowdPlan plan = CrowdPlan.Full with { Within = TimeSpan.FromSeconds(60 + 10 * Kills) };
        await using CrowdRun run = await CrowdRun.StartAsync(server, plan);
        for (int kill = 0; kill < Kills; kill++)
        {
            await run.UntilAcknowledgedAsync(more: chance.Next(1, 800));
            await Eventually.RandomMomentAsync(chance, atMostMilliseconds: 20);
            await server.KillAsync();
            if (chance.Next(3) == 0 && ++kill < Kills)
                await KillWhileItStartsAsync(server, chance);
            await server.RestartAsync();
        }
        await run.UntilAcknowledgedAsync(more: 100);
        CrowdVerdict verdict = await run.FinishAsync();
        Print($"{Kills} kills, {verdict}");
        verdict.AssertClean();
    }

    private static async Task KillWhileItStartsAsync(CrowdMindServer server, Random chance)
    {
        server.Launch();
        await Eventually.RandomMomentAsync(chance, atMostMilliseconds: 1500);
        await server.KillAsync();
    }

    private void Print(string line)
    {
        output.WriteLine(line);
        Console.WriteLine($"crash test: {line}");
    }
}

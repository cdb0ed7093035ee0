using System.Diagnostics;
using System.Globalization;
using CrowdMind.Server.Tests.Crash;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Crowds;
using Xunit.Abstractions;

namespace CrowdMind.Server.Tests.Chaos;

/// <summary>Several instances as one, while everything they are made of fails in turn.</summary>
[Collection(AloneCollection.Name)]
public sealed class ChaosTests(Cluster cluster, ITestOutputHelper output) : IClassFixture<Cluster>
{
    // Each fault once in every run; CHAOS_SECONDS=180 for turn after turn.
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(
        int.Parse(Environment.GetEnvironmentVariable("CHAOS_SECONDS") ?? "0", CultureInfo.InvariantCulture));

    private static readonly CrowdPlan Crowd = new(
        Publishers: 20, SubscribersPerTransport: 10, Pace: TimeSpan.FromMilliseconds(150))
    {
        Within = AtLeast + TimeSpan.FromMinutes(5),
    };

    [Fact]
    public async Task Whatever_fails_acknowledged_reactions_stay_and_every_subscriber_gets_each_event_once_in_order()
    {
        var chance = new Random(Seed.Draw(Print));
        await using CrowdRun run = await CrowdRun.StartAsync(cluster.Place(), Crowd);
        var report = new StallReport();
        await run.UntilAcknowledgedAsync(more: 100);
        var clock = Stopwatch.StartNew();
        await report.StrikeAsync(Fault.None, cluster, run, chance);
        do
        {
            foreach (Fault fault in Fault.All.OrderBy(_ => chance.Next()))
                await report.StrikeAsync(fault, cluster, run, chance);
        }
        while (clock.Elapsed < AtLeast);

        CrowdVerdict verdict = await run.FinishAsync();
        foreach (string line in report.Lines())
            Print(line);
        Print(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:0} s, {verdict}"));
        verdict.AssertClean();
    }

    [Theory]
    [InlineData(Tampering.Drop, ViolationKind.Gap)]
    [InlineData(Tampering.Repeat, ViolationKind.Duplicate)]
    [InlineData(Tampering.Swap, ViolationKind.Reorder)]
    [InlineData(Tampering.Change, ViolationKind.OtherBytes)]
    public async Task One_wrong_frame_between_the_instances_and_one_subscriber_is_found(Tampering how, ViolationKind found)
    {
        await using var proxy = new TamperingProxy(cluster.Nginx.Address, how, atEvent: 100);
        await using CrowdRun run = await CrowdRun.StartAsync(cluster.Place(proxy.Address), CrowdPlan.Small);
        await run.UntilAcknowledgedAsync(more: 200);
        CrowdVerdict verdict = await run.FinishAsync();
        Assert.Equal([found], verdict.Kinds);
    }

    private void Print(string line)
    {
        output.WriteLine(line);
        Console.WriteLine($"chaos test: {line}");
    }
}

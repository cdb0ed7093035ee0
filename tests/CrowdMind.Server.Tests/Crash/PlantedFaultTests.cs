using CrowdMind.TestKit;
using CrowdMind.TestKit.Crowds;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Crash;

/// <summary>The crash test's whole pipeline, given something to find.</summary>
public sealed class PlantedFaultTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData(Tampering.Drop, ViolationKind.Gap)]
    [InlineData(Tampering.Repeat, ViolationKind.Duplicate)]
    [InlineData(Tampering.Swap, ViolationKind.Reorder)]
    [InlineData(Tampering.Change, ViolationKind.OtherBytes)]
    public async Task One_wrong_frame_to_one_subscriber_is_found(Tampering how, ViolationKind found)
    {
        await using var proxy = new TamperingProxy(fixture.Server.BaseUri, how, atEvent: 100);
        await using CrowdRun run = await CrowdRun.StartAsync(
            fixture.Server, CrowdPlan.Small with { SubscribersSee = proxy.Address });
        await run.UntilAcknowledgedAsync(more: 200);
        CrowdVerdict verdict = await run.FinishAsync();
        Assert.Equal([found], verdict.Kinds);
        Assert.Single(verdict.Violations);
    }

    [Fact]
    public async Task Acknowledged_reactions_that_go_with_the_data_are_found()
    {
        await using CrowdMindServer server = await CrowdMindServer.StartAsync();
        using var older = new FolderCopy();
        await using CrowdRun run = await CrowdRun.StartAsync(server, CrowdPlan.Small);
        await run.UntilAcknowledgedAsync(more: 100);
        await server.KillAsync();
        older.TakeFrom(server.DataFolder);
        await server.RestartAsync();
        await run.UntilAcknowledgedAsync(more: 100);
        await server.KillAsync();
        older.PutBack(server.DataFolder);
        await server.RestartAsync();
        CrowdVerdict verdict = await run.FinishAsync();
        Assert.Contains(ViolationKind.AcknowledgedButLost, verdict.Kinds);
    }

    [Fact]
    public async Task With_nothing_planted_nothing_is_found()
    {
        await using var proxy = new TamperingProxy(fixture.Server.BaseUri, Tampering.Drop, atEvent: int.MaxValue);
        await using CrowdRun run = await CrowdRun.StartAsync(
            fixture.Server, CrowdPlan.Small with { SubscribersSee = proxy.Address });
        await run.UntilAcknowledgedAsync(more: 200);
        (await run.FinishAsync()).AssertClean();
    }
}

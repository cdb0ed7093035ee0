using System.Globalization;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;
using Xunit.Abstractions;

namespace CrowdMind.Server.Tests.Transports;

/// <summary>Subscribers that stop reading their sockets, among others that read, under load.</summary>
[Collection(AloneCollection.Name)]
public sealed class StalledSubscriberTests(ITestOutputHelper output)
{
    // STALL_SECONDS=60 for the whole minute; the server's limit is then its own 30 s.
    private static readonly int StallSeconds =
        int.Parse(Environment.GetEnvironmentVariable("STALL_SECONDS") ?? "7", CultureInfo.InvariantCulture);
    private static readonly int SlowLimitSeconds = Math.Min(30, StallSeconds / 2);

    private const int EventsPerSecond = 100;
    private const int PayloadBytes = 16 * 1024;
    private const int StalledWebSockets = 24;

    // The collector alone lets the resident memory wander by some tens of MiB; buffering for those that stall would
    // cost over 200 in the short run.
    private const long MayGrowBytes = 96L << 20;

    [Fact]
    public async Task A_stalled_subscriber_delays_nobody_costs_no_memory_is_ended_and_comes_back_without_a_gap()
    {
        var settings = new Dictionary<string, string> { ["SLOW_SUBSCRIBER_SECONDS"] = $"{SlowLimitSeconds}" };
        await using CrowdMindServer server = await CrowdMindServer.StartAsync(settings);
        await using Audience audience = await Audience.OpenAsync(server, EventsPerSecond, PayloadBytes);

        await audience.WarmUpAsync(megabytes: 24);
        AudienceWindow before = await audience.WatchAsync(StallSeconds);
        await using StalledGroup stalled = await audience.StallAsync(StalledWebSockets);
        AudienceWindow during = await audience.WatchAsync(StallSeconds);
        output.WriteLine($"before the stall: {before}");
        output.WriteLine($"during the stall: {during}");
        Assert.True(during.MedianMilliseconds <= 2 * before.MedianMilliseconds + 10, $"{before} → {during}");
        Assert.True(during.LongestMilliseconds <= before.LongestMilliseconds + 1500, $"{before} → {during}");
        Assert.True(during.ResidentBytes <= before.ResidentBytes + MayGrowBytes, $"{before} → {during}");

        IReadOnlyList<FollowEnd> ends = await stalled.ReadToEndAsync();
        output.WriteLine($"ends: {string.Join(", ", ends.GroupBy(e => e).Select(g => $"{g.Count()} x {g.Key}"))}");
        Assert.All(ends.Take(StalledWebSockets), end => Assert.Equal(4408, end.Code));

        await audience.StopPublishingAsync();
        await stalled.ResumeAsync(within: TimeSpan.FromSeconds(30 + 2 * StallSeconds));
        Assert.Empty(await audience.CheckAsync());
    }
}

using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Transports;

/// <summary>A subscriber on a thin line: it is far behind and slow, but it moves.</summary>
public sealed class SlowReaderTests
{
    private const int Events = 2_000, PayloadBytes = 4 * 1024, ReceiveBufferBytes = 4 * 1024;
    private const int SlowLimitSeconds = 1, SlowSeconds = 5, EventsPerSecond = 20;

    [Fact]
    public async Task A_reader_that_is_slow_but_steady_is_not_taken_for_a_stalled_one()
    {
        await using CrowdMindServer server = await CrowdMindServer.StartAsync(
            new Dictionary<string, string> { ["SLOW_SUBSCRIBER_SECONDS"] = $"{SlowLimitSeconds}" });
        using var rest = new RestClient(server.BaseUri);
        Guid agent = await rest.CreateAgentAsync();
        Guid experiment = await rest.CreateExperimentAsync();
        var reaction = new Reaction(agent, $$"""{"text":"{{new string('x', PayloadBytes)}}"}""");
        (await rest.PublishLinesAsync(experiment, Enumerable.Repeat(reaction, Events))).Expect(200);

        var slow = new FollowOptions("0", ReceiveBufferBytes);
        await using IFollower follower =
            await Transport.WebSocket.OpenAsync(server.BaseUri, experiment, slow, CancellationToken.None);
        var seqs = new List<long>();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / EventsPerSecond));
        while (seqs.Count < SlowSeconds * EventsPerSecond && await pace.WaitForNextTickAsync())
            seqs.Add((await follower.NextAsync()).Seq);
        seqs.AddRange((await follower.TakeAsync(Events - seqs.Count)).Select(one => one.Seq));
        Assert.Equal(Enumerable.Range(1, Events).Select(seq => (long)seq), seqs);
    }
}

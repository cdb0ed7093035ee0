using System.Net.WebSockets;
using CrowdMind.Server.Tests.Hostile;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Crowds;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;
using Xunit.Abstractions;

namespace CrowdMind.Server.Tests.Transports;

/// <summary>SIGTERM: the server says goodbye on every transport, loses nothing, and is gone soon.</summary>
public sealed class DrainTests(ITestOutputHelper output)
{
    private static readonly TimeSpan GoneWithin = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Subscribers_are_told_that_the_server_leaves()
    {
        await using CrowdMindServer server = await CrowdMindServer.StartAsync();
        using var rest = new RestClient(server.BaseUri);
        Guid experiment = await rest.CreateExperimentAsync();
        await using IFollower socket = await OpenAsync(Transport.WebSocket, server, experiment);
        await using IFollower hub = await OpenAsync(Transport.Hub, server, experiment);
        await using IFollower stream = await OpenAsync(Transport.ServerSentEvents, server, experiment);
        Task<(IReadOnlyList<WireEvent>, FollowEnd End)>[] ending = [socket.ToEndAsync(), hub.ToEndAsync(), stream.ToEndAsync()];
        AssertLeft(await server.StopAsync());
        FollowEnd[] ends = [.. (await Task.WhenAll(ending)).Select(e => e.End)];
        Assert.Equal(1001, ends[0].Code);
        Assert.True(ends[1].Code == 1001, $"The hub ended with {ends[1]}");
        Assert.Equal(new FollowEnd(null, "the stream ended"), ends[2]);
    }

    [Fact]
    public async Task Subscribers_that_do_not_listen_hold_nothing_up()
    {
        await using CrowdMindServer server = await CrowdMindServer.StartAsync();
        using var rest = new RestClient(server.BaseUri);
        Guid experiment = await rest.CreateExperimentAsync();
        IFollower[] deaf = await Task.WhenAll(Transport.All.Select(t => OpenAsync(t, server, experiment)));
        AssertLeft(await server.StopAsync());
        foreach (IFollower follower in deaf)
            await follower.DisposeAsync();
    }

    [Fact]
    public async Task A_lone_subscriber_is_told_at_once_however_much_time_there_is()
    {
        await using CrowdMindServer server = await CrowdMindServer.StartAsync(
            new Dictionary<string, string> { ["DRAIN_SECONDS"] = "5" });
        using var rest = new RestClient(server.BaseUri);
        await using IFollower lone = await OpenAsync(Transport.WebSocket, server, await rest.CreateExperimentAsync());
        Task<(IReadOnlyList<WireEvent>, FollowEnd End)> ending = lone.ToEndAsync();
        ServerStop stop = await server.StopAsync();
        AssertLeft(stop);
        Assert.Equal(1001, (await ending).End.Code);
        Assert.True(stop.Took < TimeSpan.FromSeconds(5), $"It took {stop.Took}.");
    }

    [Fact]
    public async Task Reactions_on_a_web_socket_that_were_appended_are_acknowledged_before_it_is_closed()
    {
        await using CrowdMindServer server = await CrowdMindServer.StartAsync();
        using var rest = new RestClient(server.BaseUri);
        Guid agent = await rest.CreateAgentAsync(), experiment = await rest.CreateExperimentAsync();
        await using WebSocketClient socket = await WebSocketClient.ConnectAsync(server.BaseUri, experiment, default);
        using var closed = new CancellationTokenSource();
        Task publishing = PublishAsync(socket, agent, closed.Token);
        Task<List<Guid>> acknowledged = TakeAcksAsync(socket);
        await Eventually.TrueAsync(async () => await HeadAsync(rest, experiment) > 500, GoneWithin, () => "it was under way");
        AssertLeft(await server.StopAsync());
        List<Guid> acks = await acknowledged;
        await closed.CancelAsync();
        await publishing;
        await server.RestartAsync();
        IEnumerable<Guid> logged = (await rest.ExportAsync(experiment)).Select(e => e.Id);
        output.WriteLine($"{acks.Count} acknowledged");
        Assert.Equal(1001, socket.End?.Code);
        Assert.Equal(logged, acks);
    }

    [Fact]
    public async Task An_upload_that_never_ends_does_not_hold_the_server_up()
    {
        await using CrowdMindServer server = await CrowdMindServer.StartAsync(
            new Dictionary<string, string> { ["DRAIN_SECONDS"] = "5" });
        using var rest = new RestClient(server.BaseUri);
        Guid experiment = await rest.CreateExperimentAsync();
        await using RawConnection upload = await RawConnection.OpenAsync(server.BaseUri);
        await upload.SendAsync(
            $"POST /api/v1/experiments/{experiment}/reactions HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + "Content-Type: application/x-ndjson\r\nExpect: 100-continue\r\nContent-Length: 1000000\r\n\r\n");
        Assert.Equal(100, (await upload.ReadAnswerAsync(withBody: false)).Status);
        AssertLeft(await server.StopAsync());
    }

    [Fact]
    public async Task Stopped_under_load_it_keeps_what_it_acknowledged_and_appends_retries_once()
    {
        await using CrowdMindServer server = await CrowdMindServer.StartAsync();
        await using CrowdRun run = await CrowdRun.StartAsync(server, CrowdPlan.Small with { Publishers = 6 });
        for (int stops = 0; stops < 2; stops++)
        {
            await run.UntilAcknowledgedAsync(more: 200);
            AssertLeft(await server.StopAsync());
            await server.RestartAsync();
        }
        await run.UntilAcknowledgedAsync(more: 100);
        (await run.FinishAsync()).AssertClean();
    }

    private static async Task<long> HeadAsync(RestClient rest, Guid experiment) =>
        (await rest.ExperimentAsync(experiment)).Expect(200).Json.GetProperty("last_seq").GetInt64();

    // One after the other without waiting, so that there are always some on their way.
    private static async Task PublishAsync(WebSocketClient socket, Guid agent, CancellationToken until)
    {
        try
        {
            while (!until.IsCancellationRequested)
                await socket.PublishAsync(new Reaction(agent, "{}"), null, until);
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or OperationCanceledException or InvalidOperationException)
        {
            // The server has closed.
        }
    }

    private static async Task<List<Guid>> TakeAcksAsync(WebSocketClient socket)
    {
        var acks = new List<Guid>();
        while (await socket.ReadAnswerAsync(default) is { IsAck: true } ack)
            acks.Add(ack.Id);
        return acks;
    }

    private static Task<IFollower> OpenAsync(Transport transport, CrowdMindServer server, Guid experiment) =>
        transport.OpenAsync(server.BaseUri, experiment, after: 0, CancellationToken.None);

    private void AssertLeft(ServerStop stop)
    {
        output.WriteLine($"It left in {stop.Took.TotalSeconds:0.0} s.");
        Assert.Equal(0, stop.ExitCode);
        Assert.True(stop.Took < GoneWithin, $"It took {stop.Took}.");
    }
}

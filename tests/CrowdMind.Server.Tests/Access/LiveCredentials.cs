using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using CrowdMind.Server.Tests.Hostile;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Access;

/// <summary>A live connection lasts as long as its credential, on every transport.</summary>
[Collection(AccessCollection.Name)]
public sealed class LiveCredentials(AccessGround ground) : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly string _from = AccessGround.NewAddress();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(30));

    private Uri Server => ground.Server.BaseUri;

    private CancellationToken Stop => _patience.Token;

    private Guid Experiment => Guid.Parse(ground.Experiment);

    public void Dispose() => _patience.Dispose();

    [Fact]
    public async Task A_WebSocket_ends_with_4401_when_its_token_expires()
    {
        await using var socket = await WebSocketClient.ConnectAsync(Server, Experiment, With(ShortToken(out var end)), Stop);
        await EndsAsync(socket, end);
        Assert.Equal(4401, socket.End?.Code);
        Assert.Contains("credential", socket.End?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_stream_ends_with_4401_when_its_token_expires()
    {
        await using var stream = await SseClient.OpenAsync(Server, Experiment, With(ShortToken(out var end)), Stop);
        await EndsAsync(stream, end);
        Assert.StartsWith(": 4401 ", stream.LastComment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hub_connection_is_told_4401_and_closed_when_its_token_expires()
    {
        await using var hub = await HubClient.ConnectAsync(Server, With(ShortToken(out var end)), Stop);
        await hub.InvokeAsync("JoinExperiment", [Quoted(ground.Experiment), "null"], Stop);
        var calls = new List<HubCall>();
        while (await hub.ReadCallAsync(Stop) is { } call)
            calls.Add(call);
        Assert.InRange(DateTimeOffset.UtcNow, end, end + Grace);
        Assert.Equal(["SubscriptionEnded", "SessionEnded"], calls.Where(call => call.Target.EndsWith("Ended", StringComparison.Ordinal)).Select(call => call.Target));
        Assert.Equal(4401, calls[^1].Arguments[0].GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task An_agent_s_socket_ends_with_4401_when_its_key_is_revoked()
    {
        var (id, key) = await ground.NewKeyAsync("agent", ground.Agent);
        await using var socket = await AgentSocket.ConnectAsync(Server, ground.Agent, With(key), Stop);
        Assert.NotNull(await socket.ReadAsync(Stop));
        await RevokedAsync(id, async () => Assert.Null(await socket.ReadAsync(Stop)));
        Assert.Equal(4401, socket.End?.Code);
    }

    [Fact]
    public async Task All_connections_of_a_key_end_when_it_is_revoked_and_others_stay()
    {
        var (id, key) = await ground.NewKeyAsync("viewer");
        await using var socket = await WebSocketClient.ConnectAsync(Server, Experiment, With(key), Stop);
        await using var stream = await SseClient.OpenAsync(Server, Experiment, With(key), Stop);
        await using var hub = await HubClient.ConnectAsync(Server, With(key), Stop);
        await using var ticketed = await WebSocketClient.ConnectAsync(Server, Experiment, await TicketAsync(key), Stop);
        await using var other = await WebSocketClient.ConnectAsync(Server, Experiment, With(AccessGround.Viewer), Stop);
        await RevokedAsync(id, () => Task.WhenAll(
            DrainAsync(socket), DrainAsync(stream), DrainAsync(ticketed), Task.Run(async () => Assert.Equal("SessionEnded", (await hub.ReadCallAsync(Stop))?.Target))));
        Assert.Equal(4401, socket.End?.Code);
        Assert.Equal(4401, ticketed.End?.Code);
        Assert.True(await other.PingAsync(Stop));
    }

    [Fact]
    public async Task Nothing_that_was_published_before_the_end_is_missed_with_the_next_credential()
    {
        var seen = new List<long>();
        var published = 0L;
        var after = (await ground.Http.GetAsync($"/experiments/{ground.Experiment}")).Json.GetProperty("last_seq").GetInt64();
        var first = after;
        using var over = new CancellationTokenSource();
        var publishing = PublishAsync(seq => published = seq, over.Token);
        for (var round = 0; round < 3; round++)
        {
            await using var socket = await WebSocketClient.ConnectAsync(Server, Experiment, With(ShortToken(out _), after), Stop);
            await foreach (var one in socket.ReadAsync(Stop))
                seen.Add(one.Seq);
            Assert.Equal(4401, socket.End?.Code);
            after = seen[^1];
        }

        await over.CancelAsync();
        await publishing;
        Assert.InRange(seen.Count, 3, published - first);
        Assert.Equal(Enumerable.Range(1, seen.Count).Select(n => first + n), seen);
    }

    [Fact]
    public async Task A_socket_goes_on_when_a_fresh_token_is_sent_in_time()
    {
        await using var socket = await WebSocketClient.ConnectAsync(Server, Experiment, With(ShortToken(out var end)), Stop);
        await socket.SendAsync($$"""{"type":"auth","token":"{{LongToken("viewer")}}","ref":7}""", Stop);
        var answer = await socket.ReadAnswerAsync(Stop);
        Assert.Equal("auth", answer?.Frame.GetProperty("type").GetString());
        Assert.Equal("7", answer?.Ref);
        Assert.True(answer?.Frame.GetProperty("expires_at").GetDateTimeOffset() > end);
        while (DateTimeOffset.UtcNow < end + TimeSpan.FromSeconds(3))
            Assert.True(await socket.PingAsync(Stop));
    }

    [Fact]
    public async Task A_bad_token_that_is_sent_changes_nothing()
    {
        await using var socket = await WebSocketClient.ConnectAsync(Server, Experiment, With(AccessGround.Viewer), Stop);
        foreach (var token in new[] { "\"nonsense\"", "\"\"", "7", "null" })
        {
            await socket.SendAsync($$"""{"type":"auth","token":{{token}}}""", Stop);
            Assert.Equal(401, (await socket.ReadAnswerAsync(Stop))?.StatusCode);
        }

        Assert.True(await socket.PingAsync(Stop));
    }

    [Fact]
    public async Task A_token_that_allows_less_ends_what_it_does_not_allow()
    {
        await using var socket = await WebSocketClient.ConnectAsync(Server, Guid.Parse(ground.OtherExperiment), With(AccessGround.Viewer), Stop);
        await socket.SendAsync($$"""{"type":"auth","token":"{{ground.AgentKey}}"}""", Stop);
        Assert.Null(await socket.ReadAnswerAsync(Stop));
        Assert.Equal(4401, socket.End?.Code);
        await using var hub = await HubClient.ConnectAsync(Server, With(AccessGround.Viewer), Stop);
        await hub.InvokeAsync("JoinExperiment", [Quoted(ground.Experiment), "null"], Stop);
        await hub.InvokeAsync("JoinExperiment", [Quoted(ground.OtherExperiment), "null"], Stop);
        await hub.InvokeAsync("Authenticate", [Quoted(ground.AgentKey)], Stop);
        var call = await hub.ReadCallAsync(Stop);
        Assert.Equal(("SubscriptionEnded", ground.OtherExperiment), (call?.Target, call?.Arguments[0].GetString()));
        await hub.InvokeAsync("JoinExperiment", [Quoted(ground.Experiment), "null"], Stop);
    }

    [Fact]
    public async Task The_hub_lets_each_role_do_what_the_table_says()
    {
        await using var viewer = await HubClient.ConnectAsync(Server, With(AccessGround.Viewer), Stop);
        var reaction = $$$"""{"experiment_id":"{{{ground.Experiment}}}","agent_id":"{{{ground.Agent}}}","payload":{}}""";
        var others = reaction.Replace(ground.Agent, ground.OtherAgent, StringComparison.Ordinal);
        await RefusedAsync(viewer, "PublishReaction", reaction);
        await using var agent = await HubClient.ConnectAsync(Server, With(ground.AgentKey), Stop);
        await agent.InvokeAsync("PublishReaction", [reaction], Stop);
        await RefusedAsync(agent, "PublishReaction", others);
        await RefusedAsync(agent, "JoinExperiment", Quoted(ground.OtherExperiment), "null");
        await RefusedAsync(agent, "WatchAgent", Quoted(ground.OtherAgent));
        await agent.InvokeAsync("WatchAgent", [Quoted(ground.Agent)], Stop);
        await RefusedAsync(agent, "WatchDataset", Quoted(Guid.NewGuid().ToString()));
        await Assert.ThrowsAsync<HubRefusedException>(async () =>
        {
            await foreach (var _ in agent.StreamAsync("Watch", [Quoted(ground.OtherExperiment), "0"], Stop))
            {
                // Nothing may come.
                Assert.Fail("An event of an experiment that the agent does not take part in.");
            }
        });
    }

    [Fact]
    public async Task A_socket_takes_an_agent_s_own_reactions_only()
    {
        await using var agent = await WebSocketClient.ConnectAsync(Server, Experiment, With(ground.AgentKey), Stop);
        Assert.Equal(201, await PublishAsync(agent, ground.Agent));
        Assert.Equal(403, await PublishAsync(agent, ground.OtherAgent));
        await using var viewer = await WebSocketClient.ConnectAsync(Server, Experiment, With(AccessGround.Viewer), Stop);
        Assert.Equal(403, await PublishAsync(viewer, ground.Agent));
        await using var desk = await WebSocketClient.ConnectAsync(Server, Experiment, With(AccessGround.Editor), Stop);
        Assert.Equal(201, await PublishAsync(desk, ground.OtherAgent));
    }

    [Fact]
    public async Task An_upload_ends_with_its_key_and_says_what_stands()
    {
        var (id, key) = await ground.NewKeyAsync("editor");
        await using var upload = await RawConnection.OpenAsync(Server);
        var line = $$$"""{"agent_id":"{{{ground.Agent}}}","payload":{"upload":"{{{id}}}"}}""" + "\n";
        await upload.SendAsync(
            $"POST /api/v1/experiments/{ground.Experiment}/reactions HTTP/1.1\r\nHost: {Server.Authority}\r\nAuthorization: Bearer {key}\r\n"
            + $"Content-Type: application/x-ndjson\r\nContent-Length: 100000\r\n\r\n{line}");
        await Eventually.TrueAsync(
            async () => (await ground.Http.GetAsync($"/experiments/{ground.Experiment}/reactions?limit=20")).Text.Contains(id, StringComparison.Ordinal),
            Grace,
            () => "the first line was appended");
        var answering = upload.ReadAnswerAsync();
        await RevokedAsync(id, async () => await answering);
        var answer = await answering;
        Assert.Equal(1, answer.ExpectProblem(401, "credential").GetProperty("error").GetProperty("details").GetProperty("accepted").GetInt64());
    }

    [Fact]
    public async Task An_agent_follows_as_long_as_it_takes_part()
    {
        var experiment = Guid.Parse(await ground.Http.NewExperimentAsync());
        (await ground.Http.SendAsync("PUT", $"/experiments/{experiment}/agents/{ground.Agent}", null)).Expect(204);
        await using var socket = await WebSocketClient.ConnectAsync(Server, experiment, With(ground.AgentKey), Stop);
        await using var stream = await SseClient.OpenAsync(Server, experiment, With(ground.AgentKey), Stop);
        await using var hub = await HubClient.ConnectAsync(Server, With(ground.AgentKey), Stop);
        await hub.InvokeAsync("JoinExperiment", [Quoted($"{experiment}"), "null"], Stop);
        await using var staying = await WebSocketClient.ConnectAsync(Server, Experiment, With(ground.AgentKey), Stop);
        (await ground.Http.DeleteAsync($"/experiments/{experiment}/agents/{ground.Agent}")).Expect(204);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(DrainAsync(socket), DrainAsync(stream), Task.Run(async () => Assert.Equal("SubscriptionEnded", (await hub.ReadCallAsync(Stop))?.Target)));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Grace);
        Assert.Equal(4401, socket.End?.Code);
        Assert.True(await staying.PingAsync(Stop));
    }

    [Fact]
    public async Task A_socket_that_went_on_with_an_agent_s_key_ends_when_the_agent_takes_part_no_more()
    {
        var experiment = Guid.Parse(await ground.Http.NewExperimentAsync());
        (await ground.Http.SendAsync("PUT", $"/experiments/{experiment}/agents/{ground.Agent}", null)).Expect(204);
        await using var socket = await WebSocketClient.ConnectAsync(Server, experiment, With(AccessGround.Viewer), Stop);
        await socket.SendAsync($$"""{"type":"auth","token":"{{ground.AgentKey}}"}""", Stop);
        Assert.Equal("auth", (await socket.ReadAnswerAsync(Stop))?.Frame.GetProperty("type").GetString());
        (await ground.Http.DeleteAsync($"/experiments/{experiment}/agents/{ground.Agent}")).Expect(204);
        var clock = Stopwatch.StartNew();
        await DrainAsync(socket);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Grace);
        Assert.Equal(4401, socket.End?.Code);
    }

    [Fact]
    public async Task A_stream_and_a_watched_dataset_end_when_the_next_credential_does_not_allow_them()
    {
        await using var hub = await HubClient.ConnectAsync(Server, With(AccessGround.Viewer), Stop);
        var events = hub.StreamAsync("Watch", [Quoted(ground.OtherExperiment), "0"], Stop).GetAsyncEnumerator();
        await ground.Http.PublishAsync(ground.OtherExperiment, ground.OtherAgent);
        Assert.True(await events.MoveNextAsync());
        await using var second = await HubClient.ConnectAsync(Server, With(AccessGround.Viewer), Stop);
        await second.InvokeAsync("JoinExperiment", [Quoted(ground.OtherExperiment), "null"], Stop);
        await second.InvokeAsync("Authenticate", [Quoted(ground.AgentKey)], Stop);
        Assert.Equal("SubscriptionEnded", (await second.ReadCallAsync(Stop))?.Target);
        await RefusedAsync(second, "WatchDataset", Quoted(Guid.NewGuid().ToString()));
    }

    [Fact]
    public async Task A_reader_that_takes_nothing_is_cut_off_when_its_key_is_revoked()
    {
        var (id, key) = await ground.NewKeyAsync("viewer");
        var experiment = await ground.Http.NewExperimentAsync();
        var payload = $$"""{"text":"{{new string('x', 100_000)}}"}""";
        for (var i = 0; i < 100; i++)
            await ground.Http.PublishAsync(experiment, ground.Agent, payload);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Server.Port), Stop);
        var head = $"GET /api/v1/experiments/{experiment}/events?after=0 HTTP/1.1\r\nHost: {Server.Authority}\r\nAuthorization: Bearer {key}\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(head), Stop);
        await socket.ReceiveAsync(new byte[1000], SocketFlags.Peek, Stop);
        await RevokedAsync(id, () => Eventually.TrueAsync(
            () => Task.FromResult(IsCut(socket)), Grace, () => "the connection was cut"));

        // Nothing more can be sent on a connection that was reset.
        static bool IsCut(Socket socket)
        {
            try
            {
                socket.Send([13]);
                return false;
            }
            catch (SocketException)
            {
                return true;
            }
        }
    }

    // From an address of its own, so that what one test tries does not keep out the next.
    private FollowOptions With(string credential, long? after = null) => new(after) { Credential = credential, From = _from };

    private static string ShortToken(out DateTimeOffset end)
    {
        var claims = Tokens.Claims("viewer", TimeSpan.FromSeconds(2));
        end = DateTimeOffset.FromUnixTimeSeconds((long)claims["exp"]!);
        return Tokens.Sign(AccessGround.Secret, claims);
    }

    private static string LongToken(string role) => Tokens.Sign(AccessGround.Secret, Tokens.Claims(role, TimeSpan.FromHours(1)));

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private async Task<FollowOptions> TicketAsync(string credential) => new((string?)null)
    {
        From = _from,
        Beside = $"ticket={await ground.NewTicketAsync(credential, $"experiments/{ground.Experiment}")}",
    };

    private async Task EndsAsync(IFollower follower, DateTimeOffset end)
    {
        await DrainAsync(follower);
        Assert.InRange(DateTimeOffset.UtcNow, end, end + Grace);
    }

    private async Task DrainAsync(IFollower follower)
    {
        await foreach (var _ in follower.ReadAsync(Stop))
        {
            // What comes before the end is not this test's.
        }
    }

    private async Task RevokedAsync(string key, Func<Task> hearAsync)
    {
        (await ground.Http.DeleteAsync($"/keys/{key}")).Expect(204);
        var clock = Stopwatch.StartNew();
        await hearAsync();
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Grace);
    }

    private async Task PublishAsync(Action<long> told, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
            told((await ground.Http.PublishAsync(ground.Experiment, ground.OtherAgent)).Json.GetProperty("seq").GetInt64());
    }

    private async Task<int> PublishAsync(WebSocketClient socket, string agent)
    {
        await socket.SendAsync($$$"""{"type":"reaction","agent_id":"{{{agent}}}","payload":{}}""", Stop);
        var answer = await socket.ReadAnswerAsync(Stop);
        return answer is { IsAck: true } ? 201 : answer?.StatusCode ?? 0;
    }

    private async Task RefusedAsync(HubClient hub, string method, params string[] arguments)
    {
        var refused = await Assert.ThrowsAsync<HubRefusedException>(() => hub.InvokeAsync(method, arguments, Stop));
        Assert.Contains("403: ", refused.Message, StringComparison.Ordinal);
    }
}

using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Access;

/// <summary>Tickets, origins, and what browsers send with live connections.</summary>
[Collection(AccessCollection.Name)]
public sealed class TicketTests(AccessGround ground) : IDisposable
{
    // Of its own, so that what one test tries does not keep out the next.
    private readonly string _from = AccessGround.NewAddress();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(20));

    private Uri Server => ground.Server.BaseUri;

    private CancellationToken Stop => _patience.Token;

    private Guid Experiment => Guid.Parse(ground.Experiment);

    public void Dispose() => _patience.Dispose();

    [Fact]
    public async Task A_ticket_opens_a_socket_once()
    {
        var ticket = await TicketAsync($"experiments/{ground.Experiment}");
        await using (var socket = await WebSocketClient.ConnectAsync(Server, Experiment, With(ticket), Stop))
            Assert.True(await socket.PingAsync(Stop));
        await RefusedAsync(() => WebSocketClient.ConnectAsync(Server, Experiment, With(ticket), Stop));
        await RefusedAsync(() => SseClient.OpenAsync(Server, Experiment, With(ticket), Stop));
    }

    [Fact]
    public async Task A_ticket_opens_an_event_stream_once_or_an_agent_s_socket()
    {
        var ticket = await TicketAsync($"experiments/{ground.Experiment}");
        await using (var stream = await SseClient.OpenAsync(Server, Experiment, With(ticket), Stop))
            Assert.Null(stream.End);
        await RefusedAsync(() => SseClient.OpenAsync(Server, Experiment, With(ticket), Stop));
        var agents = await TicketAsync($"agents/{ground.Agent}");
        await using var socket = await AgentSocket.ConnectAsync(Server, ground.Agent, With(agents), Stop);
        Assert.NotNull(await socket.ReadAsync(Stop));
    }

    [Fact]
    public async Task Of_many_who_bring_one_ticket_at_once_one_gets_in()
    {
        var ticket = await TicketAsync($"experiments/{ground.Experiment}");
        var tries = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            try
            {
                await using var socket = await WebSocketClient.ConnectAsync(Server, Experiment, With(ticket), Stop);
                return true;
            }
            catch (FollowRefusedException)
            {
                return false;
            }
        }));
        Assert.Single(tries, got => got);
    }

    [Fact]
    public async Task A_ticket_is_good_for_what_it_was_made_for_and_is_used_up_by_trying_something_else()
    {
        var ticket = await TicketAsync($"experiments/{ground.Experiment}");
        await RefusedAsync(() => WebSocketClient.ConnectAsync(Server, Guid.Parse(ground.OtherExperiment), With(ticket), Stop));
        await RefusedAsync(() => WebSocketClient.ConnectAsync(Server, Experiment, With(ticket), Stop));
        using var stranger = ground.As(null);
        var second = await TicketAsync($"experiments/{ground.Experiment}");
        (await stranger.GetAsync($"/me?ticket={second}")).ExpectProblem(401);
        (await stranger.GetAsync("/me", ("Authorization", $"Bearer {second}"))).ExpectProblem(401);
    }

    [Fact]
    public async Task A_ticket_ends_with_the_key_that_made_it_and_ids_may_be_written_in_capitals()
    {
        var (id, key) = await ground.NewKeyAsync("viewer");
        var shouted = await ground.NewTicketAsync(key, $"experiments/{ground.Experiment.ToUpperInvariant()}");
        await using (await WebSocketClient.ConnectAsync(Server, Experiment, With(shouted), Stop))
        {
            var late = await ground.NewTicketAsync(key, $"experiments/{ground.Experiment}");
            (await ground.Http.DeleteAsync($"/keys/{id}")).Expect(204);
            await RefusedAsync(() => SseClient.OpenAsync(Server, Experiment, With(late), Stop));
        }
    }

    [Fact]
    public async Task A_ticket_gives_no_more_than_its_owner_may()
    {
        using var agent = ground.As(ground.AgentKey);
        (await agent.PostAsync($"/experiments/{ground.OtherExperiment}/tickets")).ExpectProblem(403);
        (await agent.PostAsync($"/agents/{ground.OtherAgent}/tickets")).ExpectProblem(403);
        var ticket = await TicketAsync($"experiments/{ground.Experiment}");
        await using var socket = await WebSocketClient.ConnectAsync(Server, Experiment, With(ticket), Stop);
        await socket.SendAsync($$$"""{"type":"reaction","agent_id":"{{{ground.Agent}}}","payload":{}}""", Stop);
        Assert.Equal(403, (await socket.ReadAnswerAsync(Stop))?.StatusCode);
    }

    [Fact]
    public async Task There_are_no_tickets_for_what_is_not_there()
    {
        (await ground.Http.PostAsync($"/experiments/{ServerGround.Nobody}/tickets")).ExpectProblem(404);
        (await ground.Http.PostAsync($"/agents/{ServerGround.Nobody}/tickets")).ExpectProblem(404);
        (await ground.Http.PostAsync("/experiments/x/tickets")).ExpectProblem(422);
    }

    [Fact]
    public async Task The_hub_takes_a_credential_as_SignalR_sends_it_and_no_ticket()
    {
        await using var hub = await HubClient.ConnectAsync(Server, new FollowOptions((string?)null) { Beside = $"access_token={AccessGround.Viewer}" }, Stop);
        await hub.InvokeAsync("JoinExperiment", [$"\"{ground.Experiment}\"", "null"], Stop);
        var ticket = await TicketAsync($"experiments/{ground.Experiment}");
        await RefusedAsync(() => HubClient.ConnectAsync(Server, With(ticket), Stop));
        await RefusedAsync(() => HubClient.ConnectAsync(Server, Stop));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("https://friends.example.evil.example")]
    [InlineData("http://friends.example")]
    [InlineData("https://friends.example:444")]
    [InlineData("file://")]
    public async Task A_page_of_another_origin_may_open_nothing_live_whatever_it_brings(string origin)
    {
        var options = new FollowOptions((string?)null) { Origin = origin, Credential = AccessGround.Admin };
        await ForeignAsync(() => WebSocketClient.ConnectAsync(Server, Experiment, options, Stop));
        await ForeignAsync(() => SseClient.OpenAsync(Server, Experiment, options, Stop));
        await ForeignAsync(() => HubClient.ConnectAsync(Server, options, Stop));
        await ForeignAsync(() => AgentSocket.ConnectAsync(Server, ground.Agent, options, Stop));
    }

    [Fact]
    public async Task A_foreign_page_does_not_even_use_up_a_ticket()
    {
        var ticket = await TicketAsync($"experiments/{ground.Experiment}");
        await ForeignAsync(() => WebSocketClient.ConnectAsync(Server, Experiment, With(ticket) with { Origin = "https://evil.example" }, Stop));
        await using var socket = await WebSocketClient.ConnectAsync(Server, Experiment, With(ticket), Stop);
    }

    [Fact]
    public async Task Our_own_pages_and_those_the_operator_names_may()
    {
        foreach (var origin in new[] { Server.GetLeftPart(UriPartial.Authority), AccessGround.FriendlyOrigin, AccessGround.FriendlyOrigin.ToUpperInvariant() })
        {
            var options = new FollowOptions((string?)null) { Origin = origin, Credential = AccessGround.Viewer };
            await using var socket = await WebSocketClient.ConnectAsync(Server, Experiment, options, Stop);
            await using var hub = await HubClient.ConnectAsync(Server, options, Stop);
        }
    }

    private FollowOptions With(string ticket) => new((string?)null) { Beside = $"ticket={ticket}", From = _from };

    private Task<string> TicketAsync(string subject) => ground.NewTicketAsync(AccessGround.Viewer, subject);

    private static async Task RefusedAsync<T>(Func<Task<T>> openAsync) =>
        Assert.Equal(401, (await Assert.ThrowsAsync<FollowRefusedException>(openAsync)).Status);

    private static async Task ForeignAsync<T>(Func<Task<T>> openAsync)
    {
        var refused = await Assert.ThrowsAsync<FollowRefusedException>(openAsync);
        Assert.Equal(403, refused.Status);
        Assert.Contains("CORS_ORIGINS", refused.Text, StringComparison.Ordinal);
    }
}

using System.Net;
using System.Text;
using CrowdMind.Server.Tests.Hostile;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Deploy;

/// <summary>The deployed nginx configuration lets every transport through as if there were nothing between.</summary>
public sealed class NginxTests(ProxiedGround ground) : IClassFixture<ProxiedGround>
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Transports => [.. Transport.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Events_come_through_one_by_one_as_they_happen(string transport)
    {
        using var rest = new RestClient(ground.BeforeOne);
        Guid agent = await rest.CreateAgentAsync(), experiment = await rest.CreateExperimentAsync();
        await using IFollower follower = await Transport.All.Single(t => t.Name == transport)
            .OpenAsync(ground.BeforeOne, experiment, after: 0, default);
        for (int n = 1; n <= 3; n++)
        {
            (await rest.PublishAsync(experiment, new Reaction(agent, $$"""{"n":{{n}}}"""))).Expect(201);
            Assert.Equal($$"""{"n":{{n}}}""", (await follower.NextAsync()).Payload);
        }
    }

    [Fact]
    public async Task Reactions_and_their_acks_pass_on_a_web_socket()
    {
        using var rest = new RestClient(ground.BeforeOne);
        Guid agent = await rest.CreateAgentAsync(), experiment = await rest.CreateExperimentAsync();
        await using WebSocketClient socket = await WebSocketClient.ConnectAsync(ground.BeforeOne, experiment, default);
        await socket.PublishAsync(new Reaction(agent, "{}"), "1", default);
        Assert.True((await socket.ReadAnswerAsync(default))?.IsAck);
    }

    [Fact]
    public async Task Lines_of_an_upload_are_appended_while_it_is_still_going_on()
    {
        using var rest = new RestClient(ground.BeforeOne);
        Guid agent = await rest.CreateAgentAsync(), experiment = await rest.CreateExperimentAsync();
        string line = new Reaction(agent, """{"n":1}""").ToLine() + "\n";
        await using RawConnection upload = await RawConnection.OpenAsync(ground.BeforeOne);
        await upload.SendAsync(
            $"POST /api/v1/experiments/{experiment}/reactions HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
        await upload.SendAsync(Chunk(string.Concat(Enumerable.Repeat(line, Limits.ChunkReactions))));
        await Eventually.TrueAsync(
            async () => (await rest.ReactionsAsync(experiment, "limit=1")).Json.GetProperty("last_seq").GetInt64() > 0,
            Within, () => "the first lines were appended");
        await upload.SendAsync(Chunk(line) + "0\r\n\r\n");
        Answer answer = (await upload.ReadAnswerAsync()).Expect(200);
        Assert.Equal(Limits.ChunkReactions + 1, answer.Json.GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task Refusals_come_through_in_the_server_s_own_words()
    {
        using var http = new Caller(ground.BeforeAll);
        string huge = Caller.Reaction($"{Guid.NewGuid()}", $"{Guid.NewGuid()}", $"{{\"x\":\"{new string('x', 3 << 20)}\"}}");
        (await http.PostAsync("/reactions", huge)).ExpectProblem(413, "266240");
        (await http.GetAsync($"/experiments/{Guid.NewGuid()}/events")).ExpectProblem(404);
        (await http.GetAsync("//health/ready")).Expect(200);
    }

    [Fact]
    public async Task A_negotiated_hub_connection_meets_its_own_instance_with_every_request()
    {
        for (int client = 1; client <= 12; client++)
        {
            var from = new IPAddress([127, 0, 1, (byte)client]);
            using NegotiatedHub polling = await NegotiatedHub.NegotiateAsync(ground.BeforeAll, from);
            Assert.StartsWith("{}", await polling.ShakeHandsByPollingAsync(), StringComparison.Ordinal);
            using NegotiatedHub streaming = await NegotiatedHub.NegotiateAsync(ground.BeforeAll, from);
            Assert.StartsWith("{}", await streaming.ShakeHandsByEventStreamAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Clients_are_spread_over_the_instances()
    {
        Guid[] made = await Task.WhenAll(Enumerable.Range(0, 30).Select(async _ =>
        {
            using var rest = new RestClient(ground.BeforeAll);
            return await rest.CreateAgentAsync();
        }));
        foreach (CrowdMindServer server in ground.Servers)
        {
            using var http = new Caller(server.BaseUri);
            int here = 0;
            foreach (Guid agent in made)
                here += (await http.GetAsync($"/agents/{agent}")).Status == 200 ? 1 : 0;
            Assert.InRange(here, 1, made.Length - 1);
        }
    }

    private static string Chunk(string text) => $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n";
}

using System.Net;
using System.Net.Sockets;
using CrowdMind.Server.Tests.Hostile;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;
using Xunit.Abstractions;

namespace CrowdMind.Server.Tests.Transports;

/// <summary>The seconds between SIGTERM and the end, with more subscribers than are told at once.</summary>
public sealed class DrainingUnderWayTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Subscribers = 120;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    private readonly List<Task<(IReadOnlyList<WireEvent> Events, FollowEnd End)>> _following = [];
    private readonly List<IAsyncDisposable> _open = [];
    private CrowdMindServer? _server;
    private Guid _experiment;
    private Guid _agent;

    private CrowdMindServer Server => _server ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        _server = await CrowdMindServer.StartAsync(new Dictionary<string, string> { ["DRAIN_SECONDS"] = "2" });
        _open.Add(_server);
        using var rest = new RestClient(Server.BaseUri);
        (_experiment, _agent) = (await rest.CreateExperimentAsync(), await rest.CreateAgentAsync());
        for (int i = 0; i < Subscribers; i++)
        {
            IFollower follower = await Transport.All[i % 3].OpenAsync(Server.BaseUri, _experiment, after: 0, default);
            _open.Add(follower);
            _following.Add(follower.ToEndAsync());
        }
    }

    public async Task DisposeAsync()
    {
        foreach (IAsyncDisposable one in Enumerable.Reverse(_open))
            await one.DisposeAsync();
    }

    [Fact]
    public async Task Subscribers_are_told_bit_by_bit_and_served_until_then()
    {
        await using RawConnection publisher = await ConnectAsync();
        Task<ServerStop> stopping = Server.StopAsync();
        await Eventually.TrueAsync(() => _following.Any(f => f.IsCompleted), Within, () => "somebody was told");
        string body = new Reaction(_agent, """{"n":1}""").ToBody(_experiment);
        Assert.Equal(201, (await AskAsync(publisher, "POST", "/api/v1/reactions", body)).Status);
        int received = (await Task.WhenAll(_following)).Count(followed => followed.Events is [{ Seq: 1 }]);
        output.WriteLine($"{received} of {Subscribers} received what was committed while others had been told");
        Assert.InRange(received, 1, Subscribers - 1);
        Assert.Equal(0, (await stopping).ExitCode);
    }

    [Fact]
    public async Task Connections_are_refused_and_those_there_are_answered_a_last_time()
    {
        await using RawConnection prober = await ConnectAsync();
        await using RawConnection negotiator = await ConnectAsync();
        await using RawConnection subscriber = await ConnectAsync();
        Task<ServerStop> stopping = Server.StopAsync();
        await Eventually.TrueAsync(IsRefusedAsync, Within, () => "connections were refused");
        Answer ready = await AskAsync(prober, "GET", "/health/ready");
        Assert.Equal((503, "draining"), (ready.Status, ready.Json.GetProperty("status").GetString()));
        Answer[] answers =
        [
            ready,
            await AskAsync(negotiator, "POST", "/hubs/experiments/negotiate?negotiateVersion=1", ""),
            await AskAsync(subscriber, "GET", $"/api/v1/experiments/{_experiment}/events"),
        ];
        Assert.All(answers, answer => Assert.Equal("close", answer.Header("Connection")));
        Assert.All(answers[1..], answer => answer.ExpectProblem(503));
        Assert.All(answers[1..], answer => Assert.Equal("1", answer.Header("Retry-After")));
        Assert.Equal(0, (await stopping).ExitCode);
    }

    private async Task<RawConnection> ConnectAsync()
    {
        RawConnection connection = await RawConnection.OpenAsync(Server.BaseUri);
        Assert.Equal(200, (await AskAsync(connection, "GET", "/health")).Status);
        return connection;
    }

    private static async Task<Answer> AskAsync(RawConnection connection, string method, string path, string? json = null)
    {
        string body = json is null ? "" : $"Content-Type: application/json\r\nContent-Length: {json.Length}\r\n";
        await connection.SendAsync($"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{body}\r\n{json}");
        return await connection.ReadAnswerAsync();
    }

    private async Task<bool> IsRefusedAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Server.BaseUri.Port);
            return false;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode == SocketError.ConnectionRefused;
        }
    }
}

using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;
using Xunit.Abstractions;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>SIGTERM while the database has fallen silent, with an append that waits for it.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresDrainTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private static readonly TimeSpan GoneWithin = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_database_that_does_not_answer_does_not_hold_the_server_up()
    {
        await using TcpProxy proxy = TcpProxy.Before(postgres.Server.Port);
        Dictionary<string, string> settings = postgres.Settings();
        settings["DATABASE_URL"] = postgres.Server.Url(port: proxy.Port);
        settings["DRAIN_SECONDS"] = "0";
        await using CrowdMindServer server = await CrowdMindServer.StartAsync(settings);
        using var rest = new RestClient(server.BaseUri);
        Guid agent = await rest.CreateAgentAsync(), experiment = await rest.CreateExperimentAsync();
        await using WebSocketClient socket = await WebSocketClient.ConnectAsync(server.BaseUri, experiment, default);
        proxy.Swallow();
        await socket.PublishAsync(new Reaction(agent, "{}"), "1", default);
        Assert.True(await socket.PingAsync(default), "The reaction was read: what came after it is answered.");
        ServerStop stop = await server.StopAsync();
        output.WriteLine($"It left with {stop.ExitCode} after {stop.Took.TotalSeconds:0.0} s.");
        Assert.True(stop.Took < GoneWithin, $"It took {stop.Took}.");
    }
}

using CrowdMind.Server.Tests.Hostile;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Transports;

/// <summary>Connections that the kernel has made, and the server not yet taken, when it is told to leave.</summary>
public sealed class WaitingConnectionsTests
{
    private const int Connections = 200;
    private const string Agent = """{"name":"Ada","type":"digital"}""";

    [Fact]
    public async Task What_was_sent_before_the_server_left_is_answered()
    {
        await using CrowdMindServer server = await CrowdMindServer.StartAsync();
        server.Pause();
        RawConnection[] waiting = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => SendAsync(server.BaseUri)));
        Task<ServerStop> stopping = server.StopAsync();
        server.Resume();
        int?[] statuses = await Task.WhenAll(waiting.Select(StatusAsync));
        Assert.All(statuses, status => Assert.Equal(201, status));
        Assert.Equal(0, (await stopping).ExitCode);
    }

    private static async Task<RawConnection> SendAsync(Uri server)
    {
        RawConnection connection = await RawConnection.OpenAsync(server);
        await connection.SendAsync(
            $"POST /api/v1/agents HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {Agent.Length}\r\n\r\n{Agent}");
        return connection;
    }

    private static async Task<int?> StatusAsync(RawConnection connection)
    {
        await using (connection)
        {
            try
            {
                return (await connection.ReadAnswerAsync()).Status;
            }
            catch (IOException)
            {
                return null;
            }
        }
    }
}

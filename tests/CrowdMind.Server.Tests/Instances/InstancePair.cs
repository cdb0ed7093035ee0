using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Instances;

/// <summary>Two servers on one PostgreSQL, perhaps with a Redis between them.</summary>
internal sealed class InstancePair : IAsyncDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);

    private InstancePair(CrowdMindServer[] servers) => Servers = servers;

    public IReadOnlyList<CrowdMindServer> Servers { get; }

    public CrowdMindServer One => Servers[0];

    public CrowdMindServer Two => Servers[1];

    /// <summary>Starts both with the same settings.</summary>
    public static async Task<InstancePair> StartAsync(IReadOnlyDictionary<string, string> settings) =>
        new(await Task.WhenAll(CrowdMindServer.StartAsync(settings), CrowdMindServer.StartAsync(settings)));

    /// <summary>Waits until the readiness of both says so.</summary>
    public Task BothSayAsync(string status, string engine) => Eventually.TrueAsync(
        async () => (await Task.WhenAll(Servers.Select(ReadinessAsync))).All(one => one == (status, engine)),
        Within,
        () => $"both instances said {status}; the first printed:\n{One.Output}");

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers)
            await server.DisposeAsync();
    }

    private static async Task<(string?, string?)> ReadinessAsync(CrowdMindServer server)
    {
        using var rest = new RestClient(server.BaseUri);
        var readiness = (await rest.SendAsync(HttpMethod.Get, "/health/ready", null)).Expect(200).Json;
        var backplane = readiness.GetProperty("checks").GetProperty("backplane");
        Assert.Equal(readiness.GetProperty("status").GetString(), backplane.GetProperty("status").GetString());
        return (readiness.GetProperty("status").GetString(), backplane.GetProperty("engine").GetString());
    }
}

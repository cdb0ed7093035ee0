using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Instances;

/// <summary>Two servers on one PostgreSQL, perhaps with a Redis between them.</summary>
internal sealed class InstancePair : IAsyncDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);
    private readonly CrowdMindServer[] _servers;

    private InstancePair(CrowdMindServer[] servers) => _servers = servers;

    public CrowdMindServer One => _servers[0];

    public CrowdMindServer Two => _servers[1];

    public static async Task<InstancePair> StartAsync(PostgresServer database, string schema, RedisServer? redis)
    {
        var settings = new Dictionary<string, string> { ["DATABASE_URL"] = database.Url(), ["SUPABASE_SCHEMA"] = schema };
        if (redis is not null)
            settings["REDIS_URL"] = redis.Url;
        return new InstancePair(await Task.WhenAll(CrowdMindServer.StartAsync(settings), CrowdMindServer.StartAsync(settings)));
    }

    /// <summary>Waits until the readiness of both says so.</summary>
    public Task BothSayAsync(string status, string engine) => Eventually.TrueAsync(
        async () => (await Task.WhenAll(_servers.Select(ReadinessAsync))).All(one => one == (status, engine)),
        Within,
        () => $"both instances said {status}; the first printed:\n{One.Output}");

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
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

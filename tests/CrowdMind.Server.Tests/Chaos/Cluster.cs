using CrowdMind.Server.Tests.Deploy;
using CrowdMind.TestKit.Crowds;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Chaos;

/// <summary>Three instances as processes on one PostgreSQL and one Redis, behind the deployed nginx.</summary>
public sealed class Cluster : IAsyncLifetime
{
    private readonly List<CrowdMindServer> _instances = [];
    private PostgresServer? _postgres;
    private RedisServer? _redis;
    private NginxServer? _nginx;
    private int _turn;

    public IReadOnlyList<CrowdMindServer> Instances => _instances;

    /// <summary>Each instance in turn, so that one fault does not meet the one that another has emptied.</summary>
    public CrowdMindServer NextInstance => _instances[_turn++ % _instances.Count];

    public PostgresServer Postgres => _postgres ?? throw new InvalidOperationException("Not started.");

    public RedisServer Redis => _redis ?? throw new InvalidOperationException("Not started.");

    public NginxServer Nginx => _nginx ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync();
        _redis = await RedisServer.StartAsync();
        var settings = new Dictionary<string, string>
        {
            ["DATABASE_URL"] = Postgres.Url(),
            ["REDIS_URL"] = Redis.Url,
            ["SLOW_SUBSCRIBER_SECONDS"] = "3",
        };
        for (int i = 0; i < 3; i++)
            _instances.Add(await CrowdMindServer.StartAsync(settings));
        _nginx = await NginxServer.StartAsync(
            ProxiedGround.Configuration, [.. _instances.Select(instance => instance.BaseUri)]);
    }

    /// <summary>
    /// Publishers come through nginx, and so do two of five subscribers of each transport; the others go to the instances
    /// themselves, each to its own, and to another when that one turns it away.
    /// </summary>
    /// <param name="subscribersSee">What stands between nginx and those subscribers, if anything does.</param>
    public CrowdPlace Place(Uri? subscribersSee = null)
    {
        Uri[] sides = [.. Instances.Select(instance => instance.BaseUri)];
        return new CrowdPlace(
            Nginx.Address, () => Entrance.ToAny(Nginx.Address),
            (_, number) => subscribersSee is not null || number % 5 < 2
                ? Entrance.ToAny(subscribersSee ?? Nginx.Address)
                : Entrance.ToAny(sides[number % sides.Length], [.. sides.Where((_, side) => side != number % sides.Length)]),
            () => string.Join('\n', Instances.Select(instance => instance.Output).Append(Nginx.Output)));
    }

    public async Task DisposeAsync()
    {
        if (_nginx is not null)
            await _nginx.DisposeAsync();
        foreach (CrowdMindServer instance in _instances)
            await instance.DisposeAsync();
        if (_redis is not null)
            await _redis.DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
    }
}

using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Deploy;

/// <summary>
/// Three servers behind nginx, and one of them behind another nginx alone. They share no database, so that what a client
/// gets shows where it came from.
/// </summary>
public sealed class ProxiedGround : IAsyncLifetime
{
    private readonly List<NginxServer> _proxies = [];

    /// <summary>The configuration that is deployed.</summary>
    public static string Configuration { get; } = RepositoryFolder.Path("deploy", "nginx", "nginx.conf");

    public List<CrowdMindServer> Servers { get; } = [];

    /// <summary>What all three stand behind.</summary>
    public Uri BeforeAll => _proxies[0].Address;

    /// <summary>What only the first stands behind.</summary>
    public Uri BeforeOne => _proxies[1].Address;

    public async Task InitializeAsync()
    {
        for (int i = 0; i < 3; i++)
            Servers.Add(await CrowdMindServer.StartAsync());
        Uri[] all = [.. Servers.Select(server => server.BaseUri)];
        foreach (Uri[] instances in new[] { all, all[..1] })
            _proxies.Add(await NginxServer.StartAsync(Configuration, instances));
    }

    public async Task DisposeAsync()
    {
        foreach (NginxServer proxy in _proxies)
            await proxy.DisposeAsync();
        foreach (CrowdMindServer server in Servers)
            await server.DisposeAsync();
    }
}

using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Agents;

/// <summary>One server for the tests of agents and their models; each test makes its own.</summary>
public sealed class AgentGround : IAsyncLifetime, IDisposable
{
    private CrowdMindServer? _server;
    private Caller? _http;

    public CrowdMindServer Server => _server ?? throw new InvalidOperationException("Not started.");

    public Caller Http => _http ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        _server = await CrowdMindServer.StartAsync();
        _http = new Caller(Server.BaseUri);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    public void Dispose() => _http?.Dispose();
}

/// <summary>What the tests of agents have in common.</summary>
[Collection(Name)]
public abstract class AgentSpec(AgentGround ground)
{
    public const string Name = "agents";

    /// <summary>An id that belongs to nothing.</summary>
    protected const string Nobody = "01234567-89ab-7cde-8f01-23456789abcd";

    protected AgentGround Ground { get; } = ground;

    protected Caller Http => Ground.Http;
}

[CollectionDefinition(AgentSpec.Name)]
public sealed class AgentTests : ICollectionFixture<AgentGround>;

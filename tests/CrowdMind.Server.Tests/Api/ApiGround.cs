using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Api;

/// <summary>One server and one agent for the REST contract; each test makes its own experiments.</summary>
public sealed class ApiGround : IAsyncLifetime, IDisposable
{
    private CrowdMindServer? _server;
    private Caller? _http;

    public CrowdMindServer Server => _server ?? throw new InvalidOperationException("Not started.");

    public Caller Http => _http ?? throw new InvalidOperationException("Not started.");

    /// <summary>An agent for every test.</summary>
    public string Agent { get; private set; } = "";

    public async Task InitializeAsync()
    {
        _server = await CrowdMindServer.StartAsync();
        _http = new Caller(Server.BaseUri);
        Agent = await Http.NewAgentAsync();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    public void Dispose() => _http?.Dispose();
}

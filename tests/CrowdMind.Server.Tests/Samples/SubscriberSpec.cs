using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Samples;

/// <summary>A sample that subscribes, beside a server of its own that may die: one experiment, one agent.</summary>
public abstract class SubscriberSpec : IAsyncLifetime, IDisposable
{
    private CrowdMindServer? _server;
    private RestClient? _rest;

    protected static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    protected CrowdMindServer Server => _server ?? throw new InvalidOperationException("No server yet.");

    protected RestClient Rest => _rest ?? throw new InvalidOperationException("No server yet.");

    protected Guid Experiment { get; private set; }

    protected Guid Agent { get; private set; }

    public async Task InitializeAsync()
    {
        _server = await CrowdMindServer.StartAsync();
        _rest = new RestClient(_server.BaseUri);
        Experiment = await _rest.CreateExperimentAsync();
        Agent = await _rest.CreateAgentAsync();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _rest?.Dispose();
}

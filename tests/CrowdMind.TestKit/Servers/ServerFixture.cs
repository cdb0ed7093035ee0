namespace CrowdMind.TestKit.Servers;

/// <summary>One server for all tests of a class; every test makes its own experiment on it.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private CrowdMindServer? _server;

    /// <summary>The server, from the first test to the last.</summary>
    public CrowdMindServer Server => _server ?? throw new InvalidOperationException("The fixture has not started.");

    /// <inheritdoc/>
    public async Task InitializeAsync() => _server = await CrowdMindServer.StartAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}

using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>One server on the collection's PostgreSQL for all tests of a class.</summary>
/// <param name="postgres">The database server.</param>
public sealed class PostgresServerFixture(PostgresFixture postgres) : IAsyncLifetime
{
    private CrowdMindServer? _server;

    /// <summary>The server, from the first test to the last.</summary>
    public CrowdMindServer Server => _server ?? throw new InvalidOperationException("The fixture has not started.");

    /// <inheritdoc/>
    public async Task InitializeAsync() => _server = await CrowdMindServer.StartAsync(postgres.Settings());

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}

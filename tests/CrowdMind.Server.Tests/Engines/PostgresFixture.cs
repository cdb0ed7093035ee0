using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>One PostgreSQL for the tests of this collection, which run one after the other; each has a schema of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresServer? _server;
    private int _schemas;

    /// <summary>The server, from the first test to the last.</summary>
    public PostgresServer Server => _server ?? throw new InvalidOperationException("The fixture has not started.");

    /// <summary>A schema's name that no test had before.</summary>
    public string NewSchema() => $"test_{Interlocked.Increment(ref _schemas)}";

    /// <summary>What a server is told that is to run on a schema of its own.</summary>
    public Dictionary<string, string> Settings() => new()
    {
        ["DATABASE_URL"] = Server.Url(),
        ["SUPABASE_SCHEMA"] = NewSchema(),
    };

    /// <inheritdoc/>
    public async Task InitializeAsync() => _server = await PostgresServer.StartAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}

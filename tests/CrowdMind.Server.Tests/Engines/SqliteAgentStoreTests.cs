using CrowdMind.Server.Engines.Sqlite;
using CrowdMind.TestKit.Engines;
using CrowdMind.TestKit.Specs;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The contract of agents and what they are to run on SQLite.</summary>
public sealed class SqliteAgentStoreTests : AgentStoreSpec
{
    private readonly TemporaryFolder _folder = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete();
    }

    protected override Task<AgentEngine> OpenAsync()
    {
        var connections = SqliteConnections.Open(_folder.File(SqliteDatabase.FileName));
        var (writer, readers) = (connections.Writer, connections.Readers);
        var log = new SqliteExperimentLog(writer, readers, TimeProvider.System);
        return Task.FromResult(new AgentEngine(
            new SqliteAgentStore(writer, readers),
            new SqliteDeploymentStore(writer, readers),
            new SqliteModelStore(writer, readers),
            new SqliteLooseObjects(writer),
            new SqliteExperimentStore(writer, readers),
            log,
            new Owner(log, connections)));
    }

    private sealed class Owner(SqliteExperimentLog log, IAsyncDisposable connections) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await log.DisposeAsync();
            await connections.DisposeAsync();
        }
    }
}

using CrowdMind.Server.Engines.Sqlite;
using CrowdMind.TestKit.Engines;
using CrowdMind.TestKit.Specs;
using Dapper;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The contract of the registry of models on SQLite.</summary>
public sealed class SqliteModelStoreTests : ModelStoreSpec
{
    private readonly TemporaryFolder _folder = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete();
    }

    protected override Task<ModelEngine> OpenAsync()
    {
        var connections = SqliteConnections.Open(_folder.File(SqliteDatabase.FileName));
        return Task.FromResult(new ModelEngine(
            new SqliteModelStore(connections.Writer, connections.Readers),
            new SqliteLooseObjects(connections.Writer),
            new SqliteAgentStore(connections.Writer, connections.Readers),
            (agent, model) => connections.Writer.RunAsync(connection => connection.Execute(
                "UPDATE agents SET model_id = @model, model_checksum = '', assigned_at = 0 WHERE id = @agent", new { agent = agent.ToBlob(), model = model.ToBlob() })),
            connections));
    }
}

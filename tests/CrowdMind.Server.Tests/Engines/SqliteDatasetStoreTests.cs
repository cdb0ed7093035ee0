using CrowdMind.Server.Engines.Sqlite;
using CrowdMind.TestKit.Engines;
using CrowdMind.TestKit.Specs;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The contract of datasets and jobs on SQLite.</summary>
public sealed class SqliteDatasetStoreTests : DatasetStoreSpec
{
    private readonly TemporaryFolder _folder = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete();
    }

    protected override Task<DatasetEngine> OpenAsync()
    {
        var connections = SqliteConnections.Open(_folder.File(SqliteDatabase.FileName));
        return Task.FromResult(new DatasetEngine(
            new SqliteDatasetStore(connections.Writer, connections.Readers),
            new SqliteJobStore(connections.Writer, connections.Readers),
            connections));
    }
}

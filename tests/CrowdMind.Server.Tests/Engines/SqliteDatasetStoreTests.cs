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
        var database = new SqliteDatabase(_folder.File(SqliteDatabase.FileName));
        var connections = new Connections(new SqliteWriter(database), new SqliteReaders(database));
        return Task.FromResult(new DatasetEngine(
            new SqliteDatasetStore(connections.Writer, connections.Readers),
            new SqliteJobStore(connections.Writer, connections.Readers),
            connections));
    }

    private sealed record Connections(SqliteWriter Writer, SqliteReaders Readers) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Readers.Dispose();
            Writer.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

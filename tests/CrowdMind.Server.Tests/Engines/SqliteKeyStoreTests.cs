using CrowdMind.Server.Engines.Sqlite;
using CrowdMind.TestKit.Engines;
using CrowdMind.TestKit.Specs;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The contract of keys and tickets on SQLite.</summary>
public sealed class SqliteKeyStoreTests : KeyStoreSpec
{
    private readonly TemporaryFolder _folder = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete();
    }

    protected override Task<KeyEngine> OpenAsync()
    {
        var connections = SqliteConnections.Open(_folder.File(SqliteDatabase.FileName));
        return Task.FromResult(new KeyEngine(
            new SqliteKeyStore(connections.Writer, connections.Readers), new SqliteTicketStore(connections.Writer), connections));
    }
}

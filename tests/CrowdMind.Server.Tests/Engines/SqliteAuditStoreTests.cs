using CrowdMind.Audits;
using CrowdMind.Server.Engines.Sqlite;
using CrowdMind.TestKit.Specs;
using Dapper;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The contract of the audit on SQLite.</summary>
public sealed class SqliteAuditStoreTests : AuditStoreSpec
{
    private readonly TemporaryFolder _folder = new();
    private SqliteConnections? _connections;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete();
    }

    protected override Task<(IAuditStore Store, IAsyncDisposable Owner)> OpenAsync()
    {
        _connections = SqliteConnections.Open(_folder.File(SqliteDatabase.FileName));
        IAuditStore store = new SqliteAuditStore(_connections.Writer, _connections.Readers);
        return Task.FromResult((store, (IAsyncDisposable)_connections));
    }

    protected override Task TamperAsync(string sql) => _connections!.Writer.RunAsync(connection => connection.Execute(sql));
}

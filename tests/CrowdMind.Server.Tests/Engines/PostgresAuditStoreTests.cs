using CrowdMind.Audits;
using CrowdMind.Server.Engines.Postgres;
using CrowdMind.TestKit.Specs;
using Dapper;
using Npgsql;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The contract of the audit on a real PostgreSQL.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresAuditStoreTests(PostgresFixture fixture) : AuditStoreSpec
{
    private readonly string _schema = fixture.NewSchema();

    [Fact]
    public async Task It_cannot_be_emptied_either() =>
        Assert.Contains("append-only", (await Assert.ThrowsAsync<PostgresException>(() => TamperAsync("TRUNCATE audit"))).Message, StringComparison.Ordinal);

    protected override async Task<(IAuditStore Store, IAsyncDisposable Owner)> OpenAsync()
    {
        var database = await PostgresConnections.OpenAsync(fixture, _schema);
        return (new PostgresAuditStore(database), database);
    }

    protected override async Task TamperAsync(string sql)
    {
        var address = PostgresAddress.Parse(fixture.Server.Url());
        address.SearchPath = _schema;
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync();
        await connection.ExecuteAsync(sql);
    }
}

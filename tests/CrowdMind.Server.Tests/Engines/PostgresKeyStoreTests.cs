using CrowdMind.Server.Engines.Postgres;
using CrowdMind.TestKit.Engines;
using CrowdMind.TestKit.Specs;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The contract of keys and tickets on a real PostgreSQL.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresKeyStoreTests(PostgresFixture fixture) : KeyStoreSpec
{
    private readonly string _schema = fixture.NewSchema();

    protected override async Task<KeyEngine> OpenAsync()
    {
        var database = await PostgresConnections.OpenAsync(fixture, _schema);
        return new KeyEngine(new PostgresKeyStore(database), new PostgresTicketStore(database), database);
    }
}

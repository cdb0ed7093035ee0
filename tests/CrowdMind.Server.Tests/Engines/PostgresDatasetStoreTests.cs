using CrowdMind.Server.Engines.Postgres;
using CrowdMind.TestKit.Engines;
using CrowdMind.TestKit.Specs;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The contract of datasets and jobs on a real PostgreSQL.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresDatasetStoreTests(PostgresFixture fixture) : DatasetStoreSpec
{
    private readonly string _schema = fixture.NewSchema();

    protected override async Task<DatasetEngine> OpenAsync()
    {
        var database = await PostgresConnections.OpenAsync(fixture, _schema);
        return new DatasetEngine(new PostgresDatasetStore(database), new PostgresJobStore(database), database);
    }
}

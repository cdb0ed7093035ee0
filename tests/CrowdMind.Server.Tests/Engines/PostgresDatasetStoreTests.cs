using CrowdMind.Server.Engines.Postgres;
using CrowdMind.TestKit.Engines;
using CrowdMind.TestKit.Specs;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The contract of datasets and jobs on a real PostgreSQL.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresDatasetStoreTests(PostgresFixture fixture) : DatasetStoreSpec
{
    private readonly string _schema = fixture.NewSchema();

    protected override async Task<DatasetEngine> OpenAsync()
    {
        var database = new PostgresDatabase(
            new PostgresOptions { Address = PostgresAddress.Parse(fixture.Server.Url()), Schema = _schema, PoolSize = 8 }, TimeProvider.System);
        var readiness = new PostgresReadiness(database, TimeProvider.System, NullLogger<PostgresReadiness>.Instance);
        await readiness.OpenAsync(CancellationToken.None);
        return new DatasetEngine(new PostgresDatasetStore(database), new PostgresJobStore(database), database);
    }
}

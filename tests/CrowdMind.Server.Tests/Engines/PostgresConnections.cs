using CrowdMind.Server.Engines.Postgres;
using CrowdMind.TestKit.Engines;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The connections of one instance to a schema.</summary>
internal static class PostgresConnections
{
    /// <summary>Opens them as the server does at its start; the schema is made and migrated when need be.</summary>
    public static async Task<PostgresDatabase> OpenAsync(PostgresFixture fixture, string schema)
    {
        var database = new PostgresDatabase(
            new PostgresOptions { Address = PostgresAddress.Parse(fixture.Server.Url()), Schema = schema, PoolSize = 8 },
            Unmeasured.Meter, TimeProvider.System);
        await new PostgresReadiness(database, TimeProvider.System, NullLogger<PostgresReadiness>.Instance).OpenAsync(CancellationToken.None);
        return database;
    }
}

using CrowdMind.Server.Tests.Engines;
using CrowdMind.TestKit.Engines;

namespace CrowdMind.Server.Tests.Retention;

/// <summary>Retention on PostgreSQL.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresRetention(PostgresFixture postgres) : RetentionSpec
{
    private protected override async Task<ILogEngine> OpenAsync(TimeProvider time) =>
        await PostgresEngine.OpenAsync(postgres.Server.Url(), postgres.NewSchema(), time);
}

using CrowdMind.TestKit.Engines;
using CrowdMind.TestKit.Specs;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>
/// The log's contract on a real PostgreSQL. What is PostgreSQL's own stands in the other parts of this class.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed partial class PostgresExperimentLogTests(PostgresFixture fixture) : ExperimentLogSpec
{
    private readonly string _schema = fixture.NewSchema();

    private PostgresEngine Postgres => (PostgresEngine)Engine;

    protected override async Task<ILogEngine> OpenAsync(TimeProvider time) =>
        await PostgresEngine.OpenAsync(fixture.Server.Url(), _schema, time);
}

using CrowdMind.Server.Engines.Postgres;
using CrowdMind.TestKit.Engines;
using CrowdMind.TestKit.Specs;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The contract of agents and what they are to run on a real PostgreSQL.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresAgentStoreTests(PostgresFixture fixture) : AgentStoreSpec
{
    private readonly string _schema = fixture.NewSchema();

    protected override async Task<AgentEngine> OpenAsync()
    {
        var database = await PostgresConnections.OpenAsync(fixture, _schema);
        return new AgentEngine(
            new PostgresAgentStore(database),
            new PostgresDeploymentStore(database),
            new PostgresModelStore(database),
            new PostgresLooseObjects(database),
            new PostgresExperimentStore(database),
            new PostgresExperimentLog(database, TimeProvider.System),
            database);
    }
}

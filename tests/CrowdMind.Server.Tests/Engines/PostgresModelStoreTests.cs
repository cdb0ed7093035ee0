using CrowdMind.Models;
using CrowdMind.Server.Engines.Postgres;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Engines;
using CrowdMind.TestKit.Specs;
using Dapper;
using Npgsql;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The contract of the registry of models on a real PostgreSQL.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresModelStoreTests(PostgresFixture fixture) : ModelStoreSpec
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _schema = fixture.NewSchema();

    [Fact]
    public async Task A_deletion_waits_for_an_assignment_that_is_under_way_and_sees_it()
    {
        var model = await NewModelAsync();
        await using var assignment = await ConnectAsync();
        await using var transaction = await assignment.BeginTransactionAsync();
        await assignment.ExecuteAsync("SELECT 1 FROM models WHERE id = @id FOR SHARE", new { id = model.Id.Value });
        var deletion = Models.DeleteAsync(model.Id, force: false, default);
        await Eventually.TrueAsync(IsWaitingAsync, Patience, () => "a deletion that waits");
        await assignment.ExecuteAsync(
            "INSERT INTO agents (id, name, type, model_id, created_at) VALUES (gen_random_uuid(), 'ada', 1, @id, now())", new { id = model.Id.Value });
        await transaction.CommitAsync();
        Assert.Equal(new DeleteModelOutcome.Assigned(1), await deletion);
    }

    [Fact]
    public async Task An_alias_that_comes_after_a_deletion_points_at_nothing()
    {
        var model = await NewModelAsync();
        await using var deletion = await ConnectAsync();
        await using var transaction = await deletion.BeginTransactionAsync();
        await deletion.ExecuteAsync("DELETE FROM models WHERE id = @id", new { id = model.Id.Value });
        var pointing = Models.PointAliasAsync(model.Id, "champion", Noon, default);
        await Eventually.TrueAsync(IsWaitingAsync, Patience, () => "an alias that waits");
        await transaction.CommitAsync();
        Assert.False(await pointing);
        Assert.Empty(await Models.ListAliasesAsync("mood", default));
    }

    protected override async Task<ModelEngine> OpenAsync()
    {
        var database = await PostgresConnections.OpenAsync(fixture, _schema);
        return new ModelEngine(
            new PostgresModelStore(database),
            new PostgresLooseObjects(database),
            new PostgresAgentStore(database),
            (agent, model) => database.UseAsync(
                connection => connection.ExecuteAsync(
                    "UPDATE agents SET model_id = @model, model_checksum = '', assigned_at = now() WHERE id = @agent", new { agent = agent.Value, model = model.Value }),
                CancellationToken.None),
            database);
    }

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        var address = PostgresAddress.Parse(fixture.Server.Url());
        address.SearchPath = _schema;
        var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private async Task<bool> IsWaitingAsync()
    {
        await using var connection = await ConnectAsync();
        return await connection.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'crowdmind')");
    }
}

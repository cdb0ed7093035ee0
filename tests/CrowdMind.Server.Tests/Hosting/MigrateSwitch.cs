using CrowdMind.Server.Tests.Api;
using CrowdMind.Server.Tests.Engines;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Hosting;

/// <summary><c>--migrate</c>: the database is brought up to date, and that is all.</summary>
[Collection(PostgresCollection.Name)]
public sealed class MigrateSwitch(PostgresFixture postgres) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Delete();

    [Fact]
    public async Task A_file_is_migrated_once_and_is_all_that_is_made()
    {
        var first = await MigrateAsync();
        Assert.Matches("^database sqlite: .*has schema version [0-9]+$", Assert.Single(first.Lines));
        Assert.Equal(first.Output, (await MigrateAsync()).Output);
        Assert.Equal(["crowdmind.db"], _folder.Names);
        Assert.Empty(Directory.EnumerateDirectories(_folder.Path));
    }

    [Fact]
    public async Task Instances_may_run_with_rights_that_cannot_change_the_schema()
    {
        var schema = postgres.NewSchema();
        var role = $"worker_{schema}";
        await postgres.Server.RunSqlAsync($"CREATE ROLE {role} LOGIN BYPASSRLS PASSWORD 'secret'");
        var asWorker = postgres.Server.Url().Replace("//postgres:", $"//{role}:", StringComparison.Ordinal);
        var refused = await MigrateAsync(("DATABASE_URL", asWorker), ("SUPABASE_SCHEMA", schema));
        Assert.Contains("may create tables", refused.Sentence, StringComparison.Ordinal);

        var migrated = await MigrateAsync(("DATABASE_URL", postgres.Server.Url()), ("SUPABASE_SCHEMA", schema));
        Assert.Contains("has version", Assert.Single(migrated.Lines), StringComparison.Ordinal);
        await postgres.Server.RunSqlAsync(
            $"GRANT USAGE ON SCHEMA {schema} TO {role}; GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema} TO {role}; "
            + $"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}");
        await using var server = await CrowdMindServer.StartAsync(
            new Dictionary<string, string> { ["DATABASE_URL"] = asWorker, ["SUPABASE_SCHEMA"] = schema });
        using var rest = new RestClient(server.BaseUri);
        var (experiment, agent) = (await rest.CreateExperimentAsync(), await rest.CreateAgentAsync());
        (await rest.StartAsync(experiment)).Expect(200);
        (await rest.PublishAsync(experiment, new Reaction(agent, "{}"))).Expect(201);
        (await rest.DeleteExperimentAsync(experiment)).Expect(204);
    }

    private Task<StartAttempt> MigrateAsync(params (string Name, string Value)[] settings) =>
        StartAttempt.RunAsync(_folder.Path, ["--migrate"], settings);
}

using CrowdMind.Server.Tests.Api;
using CrowdMind.Server.Tests.Engines;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Tests.Hosting;

/// <summary><c>--check</c>: whether the server would start as it is configured, found without changing anything.</summary>
[Collection(PostgresCollection.Name)]
public sealed class CheckSwitch(PostgresFixture postgres) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Delete();

    [Fact]
    public async Task Every_engine_is_said_with_a_line_and_nothing_is_made()
    {
        var lines = (await CheckAsync()).Lines;
        Assert.Equal(3, lines.Length);
        Assert.StartsWith($"database sqlite: {Data}/crowdmind.db is not there yet", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("backplane in-process: ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"object_store local: {Data}/objects is not there yet", lines[2], StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("--chek")]
    [InlineData("--check", "--demo")]
    [InlineData("--urls", "http://127.0.0.1:9")]
    [InlineData("check")]
    public async Task A_switch_that_is_unknown_is_refused_with_those_that_are_known(params string[] arguments)
    {
        var sentence = (await StartAttempt.RunAsync(_folder.Path, arguments)).Sentence;
        Assert.Equal(
            $"The command line is '{string.Join(' ', arguments)}', but it must be one of --demo, --check, --migrate, --backup FILE and --openapi FILE, or nothing.",
            sentence);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_setting_that_cannot_work_is_told_as_a_start_would()
    {
        Assert.Contains("PORT is 'http'", (await CheckAsync(("PORT", "http"))).Sentence, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Data, "in the way");
        Assert.Contains("DATA_DIR is '", (await CheckAsync()).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_runs_is_not_disturbed()
    {
        await using var server = await CrowdMindServer.StartAsync();
        using var rest = new RestClient(server.BaseUri);
        var (experiment, agent) = (await rest.CreateExperimentAsync(), await rest.CreateAgentAsync());
        await File.WriteAllTextAsync(Path.Combine(server.DataFolder, "objects", ".incoming", "on-its-way"), "half");
        var before = Listing(server.DataFolder);
        var lines = (await CheckAsync(("DATA_DIR", server.DataFolder))).Lines;
        Assert.Matches("has schema version [0-9]+$", lines[0]);
        Assert.Equal(before, Listing(server.DataFolder));
        (await rest.PublishAsync(experiment, new Reaction(agent, "{}"))).Expect(201);
    }

    [Fact]
    public async Task Of_a_database_file_it_says_what_a_start_would_do_and_leaves_no_file_beside_it()
    {
        await MigrateAsync();
        var newest = SetVersion(1);
        Assert.EndsWith($"has schema version 1; a start or --migrate brings it to {newest}", (await CheckAsync()).Lines[0], StringComparison.Ordinal);
        SetVersion(4711);
        Assert.Contains("schema version 4711, newer than this program's", (await CheckAsync()).Sentence, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(Data, "crowdmind.db"), "This is no database, although it stands where one should.");
        Assert.Contains("crowdmind.db cannot be opened", (await CheckAsync()).Sentence, StringComparison.Ordinal);
        Assert.Equal(["crowdmind.db"], Listing(Data));
    }

    [Fact]
    public async Task A_signing_key_that_is_none_is_told()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "signing.key"), "short");
        Assert.Contains("signing.key in it cannot be used (it has 5 bytes", (await CheckAsync()).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PostgreSQL_is_asked_and_not_migrated()
    {
        var schema = postgres.NewSchema();
        var lines = (await CheckAsync(("DATABASE_URL", postgres.Server.Url()), ("SUPABASE_SCHEMA", schema))).Lines;
        Assert.Matches("^database postgresql: .*has version 0; a start or --migrate brings it to [0-9]+$", lines[0]);
        Assert.DoesNotContain("secret", lines[0], StringComparison.Ordinal);
        Assert.Equal("f", (await postgres.Server.RunSqlAsync($"SELECT to_regnamespace('{schema}') IS NOT NULL")).Trim());
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task A_PostgreSQL_that_cannot_be_used_is_told_at_once()
    {
        var nobody = postgres.Server.Url(port: FreePort.Next());
        Assert.Contains("reached", (await CheckAsync(("DATABASE_URL", nobody))).Sentence, StringComparison.Ordinal);
        await postgres.Server.RunSqlAsync("CREATE ROLE guest LOGIN PASSWORD 'secret'");
        var guest = postgres.Server.Url().Replace("//postgres:", "//guest:", StringComparison.Ordinal);
        Assert.Contains(
            "must run --migrate first",
            (await CheckAsync(("DATABASE_URL", guest), ("SUPABASE_SCHEMA", postgres.NewSchema()))).Sentence,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redis_must_answer()
    {
        await using var redis = await RedisServer.StartAsync();
        Assert.StartsWith("backplane redis: ", (await CheckAsync(("REDIS_URL", redis.Url))).Lines[1], StringComparison.Ordinal);
        await redis.KillAsync();
        var sentence = (await CheckAsync(("REDIS_URL", redis.Url))).Sentence;
        Assert.Matches("^REDIS_URL is '.*cannot be reached", sentence);
    }

    private Task<StartAttempt> CheckAsync(params (string Name, string Value)[] settings) =>
        StartAttempt.RunAsync(_folder.Path, ["--check"], [("DATA_DIR", Data), .. settings]);

    private async Task MigrateAsync() =>
        Assert.Single((await StartAttempt.RunAsync(_folder.Path, ["--migrate"], ("DATA_DIR", Data))).Lines);

    private static string[] Listing(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order()];

    // Gives the version that it had.
    private long SetVersion(int version)
    {
        using var connection = new SqliteConnection($"Data Source={Data}/crowdmind.db;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        var before = (long)command.ExecuteScalar()!;
#pragma warning disable CA2100 // A number.
        command.CommandText = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}");
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        return before;
    }
}

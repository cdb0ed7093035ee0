using CrowdMind.Logs;

namespace CrowdMind.Server.Tests.Engines;

public sealed partial class SqliteExperimentLogTests
{
    [Fact]
    public async Task The_connection_that_writes_syncs_every_commit()
    {
        const long Full = 2;
        Assert.Equal("wal", await Sqlite.AskAsync<string>("PRAGMA journal_mode"));
        Assert.Equal(Full, await Sqlite.AskAsync<long>("PRAGMA synchronous"));
        Assert.InRange(await Sqlite.AskAsync<long>("PRAGMA busy_timeout"), 5_000, 60_000);
    }

    [Fact]
    public async Task Migrations_run_once_and_opening_again_changes_nothing()
    {
        await ReactAsync(Drafts(2));
        var (version, schema) = await SchemaAsync();
        await ReopenAsync();
        await using var second = await OpenAsync(Clock);
        Assert.Equal((version, schema), await SchemaAsync());
        Assert.True(version >= 1);
        Assert.Equal(2, (await ReadAllAsync()).Count);
    }

    [Fact]
    public async Task Instances_that_start_at_once_on_an_empty_folder_migrate_it_once()
    {
        var path = _folder.File("fresh.db");
        var engines = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new SqliteEngine(path, Clock))));
        var versions = await Task.WhenAll(engines.Select(engine => engine.AskAsync<long>("PRAGMA user_version")));
        foreach (var engine in engines)
            await engine.DisposeAsync();
        Assert.Single(versions.Distinct());
    }

    [Fact]
    public async Task What_was_answered_stands_in_a_copy_of_the_files_of_a_running_engine()
    {
        await CommitAsync(Started(), React(Drafts(20)));
        foreach (var suffix in new[] { "", "-wal" })
            File.Copy(DatabaseFile + suffix, _folder.File("copy.db") + suffix);
        await using var copy = new SqliteEngine(_folder.File("copy.db"), Clock);
        var page = Assert.IsType<EventBatch>(await copy.Log.ReadAfterAsync(Experiment, Seq.Zero, Stop));
        Assert.Equal((1, 21), (page.First.Value, page.Last.Value));
    }

    [Fact]
    public async Task A_closed_engine_leaves_its_data_in_one_file()
    {
        await ReactAsync(Drafts(20));
        await Engine.DisposeAsync();
        Assert.Equal(["crowdmind.db"], _folder.Names);
    }

    [Fact]
    public async Task People_can_read_reactions_with_the_view()
    {
        var draft = Draft("""{"mood":"calm"}""");
        await CommitAsync(Started(), React(draft));
        Assert.Equal(
            $"{Experiment} 2 {draft.Id} {Agent} {{\"mood\":\"calm\"}} 2026-01-01T00:00:00.000Z",
            await Sqlite.AskAsync<string>(
                """
                SELECT experiment_id || ' ' || seq || ' ' || id || ' ' || agent_id || ' ' || payload || ' ' || created_at
                FROM reactions
                """));
    }

    private async Task<(long Version, string? Schema)> SchemaAsync() => (
        await Sqlite.AskAsync<long>("PRAGMA user_version"),
        await Sqlite.AskAsync<string>("SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema ORDER BY name)"));
}

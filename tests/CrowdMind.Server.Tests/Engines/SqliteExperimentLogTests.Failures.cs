using System.Globalization;
using CrowdMind.Logs;
using CrowdMind.Server.Engines.Sqlite;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Tests.Engines;

public sealed partial class SqliteExperimentLogTests
{
    [Fact]
    public async Task A_full_disk_is_said_and_nothing_is_half_appended()
    {
        await ReactAsync(Drafts(3));
        var other = await AddExperimentAsync();
        await FillDiskAsync();
        var refusal = await Assert.ThrowsAsync<LogUnavailableException>(() => CommitAsync(
            React(Draft("""{"lost":1}""")),
            new AppendRequest.Reactions(other, Drafts(500, """{"lost":"far more than the pages that are left hold"}"""))));
        Assert.Contains("full", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(3, (await ReadAllAsync()).Count);
        Assert.Empty(await ReadAllAsync(other));
    }

    [Fact]
    public async Task After_a_full_disk_the_log_goes_on_where_it_was_and_the_retry_is_no_duplicate()
    {
        await ReactAsync(Drafts(3));
        var drafts = Drafts(500, """{"lost":"far more than the pages that are left hold"}""");
        await FillDiskAsync();
        await Assert.ThrowsAsync<LogUnavailableException>(() => ReactAsync(drafts));
        await Sqlite.AskAsync<long>("PRAGMA max_page_count = 1000000");
        var appended = await ReactAsync(drafts);
        Assert.Equal((500, 4L), (appended.Accepted, appended.Reactions[0].Seq.Value));
        Assert.Equal(503, (await ReadAllAsync()).Count);
    }

    [Fact]
    public async Task A_status_change_that_fails_changes_nothing()
    {
        var before = await Engine.Experiments.FindAsync(Experiment, Stop);
        await MakeReadOnlyAsync(true);
        await Assert.ThrowsAsync<LogUnavailableException>(() => CommitAsync(React(Draft()), Started()));
        await MakeReadOnlyAsync(false);
        Assert.Equal(before, await Engine.Experiments.FindAsync(Experiment, Stop));
        Assert.IsType<AppendOutcome.StatusChanged>(await AppendAsync(Started()));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_said_and_can_be_read()
    {
        await ReactAsync(Drafts(3));
        await MakeReadOnlyAsync(true);
        await Assert.ThrowsAsync<LogUnavailableException>(() => ReactAsync(Draft()));
        Assert.Equal(3, (await ReadAllAsync()).Count);
        await MakeReadOnlyAsync(false);
        Assert.Equal(new Seq(4), Only(await AppendAsync(React(Draft()))).Seq);
    }

    // The trigger fails one statement and leaves the transaction open, as a constraint would.
    [Fact]
    public async Task A_commit_that_fails_half_way_appends_nothing_and_the_next_one_works()
    {
        var (first, second) = (Draft(), Draft("""{"fail":true}"""));
        await Sqlite.AskAsync<long>(
            """
            CREATE TRIGGER planted BEFORE INSERT ON events WHEN new.body LIKE '%fail%'
            BEGIN SELECT RAISE(ABORT, 'planted'); END
            """);
        await Assert.ThrowsAsync<LogUnavailableException>(() => CommitAsync(React(first), React(second)));
        Assert.Empty(await ReadAllAsync());
        Assert.Equal(new AppendedReaction(new Seq(1), Duplicate: false), Only(await AppendAsync(React(first))));
        await Sqlite.AskAsync<long>("DROP TRIGGER planted");
        Assert.Equal([1, 2], (await ReactAsync(first, second)).Reactions.Select(reaction => reaction.Seq.Value));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_said_when_it_is_opened()
    {
        var path = _folder.File("poem.db");
        await File.WriteAllTextAsync(path, string.Concat(Enumerable.Repeat("Not a database. ", 1000)), Stop);
        var refusal = Assert.Throws<SettingException>(() => new SqliteEngine(path, Clock));
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_of_a_newer_program_is_refused_with_a_sentence()
    {
        await Sqlite.AskAsync<long>("PRAGMA user_version = 4711");
        await Engine.DisposeAsync();
        var refusal = Assert.Throws<SettingException>(() => new SqliteEngine(DatabaseFile, Clock));
        Assert.Contains("4711", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(DatabaseFile, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("DATA_DIR", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_deletion_is_finished_at_the_next_start()
    {
        var other = await AddExperimentAsync();
        await CommitAsync(React(Drafts(4)), new AppendRequest.Reactions(other, Drafts(2)));
        var id = Convert.ToHexString(Experiment.ToBlob());
        await Sqlite.AskAsync<long>($"DELETE FROM experiments WHERE id = x'{id}'");
        Assert.Equal(6, await EventCountAsync());
        await ReopenAsync();
        await Engine.Experiments.FinishDeletionsAsync(Stop);
        Assert.Equal(2, await EventCountAsync());
        Assert.Equal(2, (await ReadAllAsync(other)).Count);
    }

    [Fact]
    public async Task Orphans_of_several_logs_go_and_a_file_without_any_is_left_alone()
    {
        await Engine.Experiments.FinishDeletionsAsync(Stop);
        foreach (var _ in Enumerable.Range(0, 3))
            await AppendAsync(new AppendRequest.Reactions(await AddExperimentAsync(), Drafts(3)));
        await ReactAsync(Draft());
        await Sqlite.AskAsync<long>("DELETE FROM experiments WHERE last_seq = 3");
        await Engine.Experiments.FinishDeletionsAsync(Stop);
        Assert.Equal(1, await EventCountAsync());
        await Engine.Experiments.FinishDeletionsAsync(Stop);
        Assert.Single(await ReadAllAsync());
    }

    [Fact]
    public async Task A_deletion_leaves_no_event_in_the_file()
    {
        for (var n = 0; n < 6; n++)
            await ReactAsync(Drafts(Limits.ChunkReactions));
        await Engine.Experiments.DeleteAsync(Experiment, Stop);
        Assert.Equal(0, await EventCountAsync());
    }

    private Task<long> EventCountAsync() => Sqlite.AskAsync<long>("SELECT count(*) FROM events");

    // The same refusal (SQLITE_FULL) as when the disk has no page left.
    private async Task FillDiskAsync()
    {
        var pages = await Sqlite.AskAsync<long>("PRAGMA page_count");
        await Sqlite.AskAsync<long>(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages + 1}"));
    }

    // The same refusal (SQLITE_READONLY) as from a file without the right to write, also for root.
    private async Task MakeReadOnlyAsync(bool on) => await Sqlite.AskAsync<long>($"PRAGMA query_only = {(on ? "ON" : "OFF")}");
}

using CrowdMind.Logs;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Engines;

public sealed partial class PostgresExperimentLogTests
{
    private static readonly TimeSpan FaultWithin = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_restart_under_appends_loses_nothing_and_appends_nothing_twice(bool immediate)
    {
        await using var second = await OpenAsync(Clock);
        using var over = new CancellationTokenSource();
        var writers = new[] { Log, second.Log }.Select(log => WriteUntilAsync(log, over.Token)).ToArray();
        for (var restart = 0; restart < 2; restart++)
        {
            await GrowsAsync(30);
            await (immediate ? fixture.Server.StopImmediatelyAsync() : fixture.Server.StopAsync());
            await fixture.Server.RestartAsync();
        }

        await GrowsAsync(30);
        await over.CancelAsync();
        var written = await Task.WhenAll(writers);
        AssertOnceEach(await ReadAllAsync(), written);
    }

    [Fact]
    public async Task Connections_that_break_again_and_again_lose_nothing_and_append_nothing_twice()
    {
        await using var proxy = TcpProxy.Before(fixture.Server.Port);
        await using var engine = await PostgresEngine.OpenAsync(fixture.Server.Url(port: proxy.Port), _schema, Clock);
        using var over = new CancellationTokenSource();
        var writing = WriteUntilAsync(engine.Log, over.Token);
        for (var fault = 0; fault < 20; fault++)
        {
            await GrowsAsync(3);
            if (fault % 2 == 0)
                proxy.Reset();
            else
                proxy.Cut();
        }

        await GrowsAsync(3);
        await over.CancelAsync();
        var written = await writing;
        AssertOnceEach(await ReadAllAsync(), [written]);
    }

    [Fact]
    public async Task A_connection_that_leads_nowhere_is_noticed_and_left()
    {
        await using var proxy = TcpProxy.Before(fixture.Server.Port);
        await using var engine = await PostgresEngine.OpenAsync(fixture.Server.Url(port: proxy.Port), _schema, Clock);
        await engine.Log.AppendAsync([React(Draft())], Stop);
        proxy.Swallow();
        var appending = engine.Log.AppendAsync([React(Draft())], Stop);
        var reading = engine.Log.ReadAfterAsync(Experiment, Seq.Zero, Stop);
        proxy.Heal();
        Assert.Equal(
            new AppendedReaction(new Seq(2), Duplicate: false),
            Only(Assert.Single(await appending.WaitAsync(FaultWithin, Stop))));
        Assert.NotNull(await reading.WaitAsync(FaultWithin, Stop));
    }

    [Fact]
    public async Task An_append_whose_answer_was_lost_is_answered_as_what_it_was()
    {
        var known = Draft();
        await ReactAsync(known);
        await using var proxy = TcpProxy.Before(fixture.Server.Port);
        await using var engine = await PostgresEngine.OpenAsync(fixture.Server.Url(port: proxy.Port), _schema, Clock);
        await engine.Log.AppendAsync([React(known)], Stop);
        var before = Clock.Now();
        Task<IReadOnlyList<AppendOutcome>> appending;
        await using (await Engine.HoldWriterAsync(Experiment))
        {
            appending = engine.Log.AppendAsync(
                [React(known, Draft("""{"n":2}"""), Draft("""{"n":3}""")), React(Draft() with { AgentId = AgentId.New(Clock) })], Stop);
            await LosesAnswerAsync(proxy);
            Clock.Jump(TimeSpan.FromHours(1));
        }

        var outcomes = await appending.WaitAsync(FaultWithin, Stop);
        var appended = Assert.IsType<AppendOutcome.Appended>(outcomes[0]);
        Assert.Equal([new(new Seq(1), true), new(new Seq(2), false), new AppendedReaction(new Seq(3), false)], appended.Reactions);
        Assert.Equal(before, appended.At);
        Assert.IsType<AppendOutcome.AgentNotFound>(outcomes[1]);
        Assert.Equal(["{}", """{"n":2}""", """{"n":3}"""], await PayloadsAsync());
    }

    [Fact]
    public async Task A_change_of_status_whose_answer_was_lost_is_answered_as_what_it_was()
    {
        await using var proxy = TcpProxy.Before(fixture.Server.Port);
        await using var engine = await PostgresEngine.OpenAsync(fixture.Server.Url(port: proxy.Port), _schema, Clock);
        await using var keeper = await HoldCommitsAsync();
        var draft = Draft();
        var changing = engine.Log.AppendAsync([React(draft), Started(), React(Draft(), draft)], Stop);
        await LosesAnswerAsync(proxy);
        await keeper.DisposeAsync();
        var outcomes = await changing.WaitAsync(FaultWithin, Stop);
        Assert.Equal(new AppendedReaction(new Seq(1), Duplicate: false), Only(outcomes[0]));
        var changed = Assert.IsType<AppendOutcome.StatusChanged>(outcomes[1]);
        var last = Assert.IsType<AppendOutcome.Appended>(outcomes[2]);
        Assert.Equal([new(new Seq(3), false), new AppendedReaction(new Seq(1), true)], last.Reactions);
        var log = await ReadAllAsync();
        Assert.Equal(Text(log[1].Data), Text(changed.Body));
        Assert.Equal(new Seq(2), changed.Experiment.LastSeq);
        Assert.Equal(3, log.Count);
        Assert.IsType<AppendOutcome.StatusConflict>(await AppendAsync(Started()));
    }

    [Fact]
    public async Task A_database_that_stays_away_is_said_and_the_writer_lives_on()
    {
        var waits = new ManualTime();
        await using var engine = await PostgresEngine.OpenAsync(fixture.Server.Url(), _schema, Clock, waits);
        await engine.Log.AppendAsync([React(Draft())], Stop);
        await fixture.Server.StopAsync();
        var appending = engine.Log.AppendAsync([React(Draft())], Stop);
        await waits.TimerAsync();
        waits.Advance(TimeSpan.FromSeconds(Limits.DatabaseRetrySeconds));
        await Assert.ThrowsAsync<LogUnavailableException>(() => appending.WaitAsync(FaultWithin, Stop));
        var reading = engine.Log.ReadHeadsAsync([Experiment], Stop);
        await waits.TimerAsync();
        waits.Advance(TimeSpan.FromSeconds(Limits.DatabaseRetrySeconds));
        await Assert.ThrowsAsync<LogUnavailableException>(() => reading.WaitAsync(FaultWithin, Stop));
        await fixture.Server.RestartAsync();
        var outcome = Assert.Single(await engine.Log.AppendAsync([React(Draft())], Stop));
        Assert.Equal(new Seq(2), Only(outcome).Seq);
    }

    [Fact]
    public async Task Readiness_says_within_seconds_that_the_database_does_not_answer()
    {
        await using var proxy = TcpProxy.Before(fixture.Server.Port);
        await using var engine = await PostgresEngine.OpenAsync(fixture.Server.Url(port: proxy.Port), _schema, Clock);
        await engine.Readiness.CheckAsync(Stop);
        proxy.Pause();
        var refusal = await Assert.ThrowsAsync<TimeoutException>(
            () => engine.Readiness.CheckAsync(Stop).WaitAsync(TimeSpan.FromSeconds(4), Stop));
        Assert.Contains("did not answer", refusal.Message, StringComparison.Ordinal);
        proxy.Resume();
        await engine.Readiness.CheckAsync(Stop);
    }

    // A server that waits for a lock does not see that its client is gone, and commits when it gets the lock.
    private async Task LosesAnswerAsync(TcpProxy proxy)
    {
        await WaitersAsync(1);
        proxy.Reset();
        await WaitersAsync(2);
    }

    private Task WaitersAsync(int count) => Eventually.TrueAsync(
        async () => await Postgres.AskAsync<long>("SELECT count(*) FROM pg_locks WHERE NOT granted") >= count,
        FaultWithin, () => $"{count} calls waited for the lock", Stop);

    // Commits that append events wait for an advisory lock, which this holds until it is disposed of.
    private async Task<IAsyncDisposable> HoldCommitsAsync()
    {
        await Postgres.AskAsync<object>(
            """
            CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_advisory_xact_lock_shared(4711); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER planted AFTER INSERT ON events DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION planted();
            """);
        return await Postgres.HoldAsync("SELECT pg_advisory_xact_lock(4711)");
    }

    private async Task GrowsAsync(int more)
    {
        var from = await HeadAsync();
        await Eventually.TrueAsync(
            async () => await HeadAsync() - from >= more, FaultWithin, () => $"{more} more events", Stop);
    }

    // Tries again with the same ids, as a publisher does. Gives for each draft where it stands.
    private Task<List<(ReactionId Id, AppendedReaction At)>> WriteUntilAsync(IExperimentLog log, CancellationToken over) =>
        Task.Run(async () =>
        {
            var written = new List<(ReactionId, AppendedReaction)>();
            while (!over.IsCancellationRequested)
            {
                var drafts = Drafts(1 + (written.Count % 3));
                var failures = 0;
                var outcome = default(AppendOutcome);
                while (outcome is null)
                {
                    try
                    {
                        outcome = Assert.Single(await log.AppendAsync([React(drafts)], Stop));
                    }
                    catch (LogUnavailableException)
                    {
                        failures++;
                    }
                }

                var appended = Assert.IsType<AppendOutcome.Appended>(outcome);
                Assert.True(failures > 0 || appended.Accepted == drafts.Length, "What was tried once was answered as a duplicate.");
                written.AddRange(drafts.Select((draft, i) => (draft.Id, appended.Reactions[i])));
            }

            return written;
        });

    private static void AssertOnceEach(
        IReadOnlyList<EncodedEvent> log, IEnumerable<List<(ReactionId Id, AppendedReaction At)>> written)
    {
        var all = written.SelectMany(one => one).ToList();
        Assert.Equal(log.Count, all.Count);
        Assert.Equal(log.Count, log.Select(one => Text(one.ReactionId)).Distinct().Count());
        Assert.All(all, one => Assert.Equal(one.Id.ToString(), Text(log[(int)one.At.Seq.Value - 1].ReactionId)));
    }
}

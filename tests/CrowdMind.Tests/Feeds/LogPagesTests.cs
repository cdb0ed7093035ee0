using CrowdMind.Feeds;
using CrowdMind.Logs;

namespace CrowdMind.Tests.Feeds;

/// <summary>Laggards share the pages that they read from the log.</summary>
public sealed class LogPagesTests
{
    [Fact]
    public async Task A_page_is_read_once_however_many_ask_at_once()
    {
        await using var core = await LiveCore.StartAsync(events: 10);
        var gate = new Recording.Gate();
        core.Log.Reading = gate.PassAsync;
        var pages = new LogPages(core.Log);
        var asked = Enumerable.Range(0, 50).Select(_ => pages.ReadAfterAsync(core.Experiment, new Seq(3))).ToArray();
        gate.Open();
        var answers = await Task.WhenAll(asked);
        Assert.All(answers, page => Assert.Same(answers[0], page));
        Assert.Equal(1, core.Log.Pages);
        Assert.Equal([4, 5, 6, 7, 8, 9, 10], Logs.Samples.Seqs(answers[0]!));
    }

    [Fact]
    public async Task Laggards_that_come_from_different_places_meet()
    {
        const int Events = 3 * Limits.PageEvents;
        await using var core = await LiveCore.StartAsync(events: Events);
        var pages = new LogPages(core.Log);
        await ReadToEndAsync(pages, core.Experiment, after: 0);
        var alone = core.Log.Pages;
        for (var after = 1; after < 200; after += 20)
        {
            var before = core.Log.Pages;
            Assert.Equal(Events, await ReadToEndAsync(pages, core.Experiment, after));
            Assert.True(core.Log.Pages - before < alone / 2, $"from {after} it read {core.Log.Pages - before} pages of {alone}");
        }
    }

    [Fact]
    public async Task What_was_not_there_is_asked_for_again()
    {
        await using var core = await LiveCore.StartAsync(events: 1);
        var pages = new LogPages(core.Log);
        Assert.Null(await pages.ReadAfterAsync(core.Experiment, new Seq(1)));
        core.Log.Reading = TestKit.Engines.GatedLog.AwayAsync;
        await Assert.ThrowsAsync<LogUnavailableException>(() => pages.ReadAfterAsync(core.Experiment, new Seq(1)));
        core.Log.Reading = null;
        await core.AppendAsync();
        Assert.NotNull(await pages.ReadAfterAsync(core.Experiment, new Seq(1)));
    }

    [Fact]
    public async Task A_page_that_nobody_reads_any_more_is_let_go()
    {
        await using var core = await LiveCore.StartAsync(events: 1);
        var pages = new LogPages(core.Log);
        for (var turn = 0; turn < 5; turn++)
        {
            await pages.ReadAfterAsync(core.Experiment, Seq.Zero);
            pages.Turn();
        }

        Assert.Equal(1, core.Log.Pages);
        pages.Turn();
        await pages.ReadAfterAsync(core.Experiment, Seq.Zero);
        Assert.Equal(2, core.Log.Pages);
    }

    [Fact]
    public async Task However_much_is_read_little_is_kept()
    {
        await using var core = await LiveCore.StartAsync();
        var heavy = $$"""{"weight":"{{new string('x', 1_000_000)}}"}""";
        for (var n = 0; n < 2 * Limits.SharedPagesBytes / heavy.Length; n++)
            await core.AppendAsync(1, heavy);
        var pages = new LogPages(core.Log);
        await ReadToEndAsync(pages, core.Experiment, after: 0);
        var before = core.Log.Pages;
        await pages.ReadAfterAsync(core.Experiment, Seq.Zero);
        Assert.Equal(before + 1, core.Log.Pages);
    }

    private static async Task<long> ReadToEndAsync(LogPages pages, ExperimentId experimentId, long after)
    {
        while (await pages.ReadAfterAsync(experimentId, new Seq(after)) is { } page)
        {
            Assert.Equal(after + 1, page.First.Value);
            after = page.Last.Value;
        }

        return after;
    }
}

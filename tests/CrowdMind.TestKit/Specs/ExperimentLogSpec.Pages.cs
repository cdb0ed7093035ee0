using CrowdMind.Logs;

namespace CrowdMind.TestKit.Specs;

public abstract partial class ExperimentLogSpec
{
    private const int OverheadBytes = 512;

    [Fact]
    public async Task A_log_is_continued_exactly_from_every_seq()
    {
        const int All = 60;
        for (var n = 0; n < All; n += 20)
            await ReactAsync(Drafts(20, Heavy(3000)));
        var log = await ReadAllAsync();
        for (var after = 0; after < All; after++)
        {
            var page = Assert.IsType<EventBatch>(await Log.ReadAfterAsync(Experiment, new Seq(after), Stop));
            Assert.Equal((after + 1, after + page.Count), (page.First.Value, page.Last.Value));
            Assert.Equal(Text(log[after].Json), Text(page[0].Json));
            Assert.Equal(Text(log[(int)page.Last.Value - 1].Json), Text(page[^1].Json));
        }
    }

    [Fact]
    public async Task Nothing_follows_the_head()
    {
        Assert.Null(await Log.ReadAfterAsync(Experiment, Seq.Zero, Stop));
        await ReactAsync(Drafts(2));
        Assert.Null(await Log.ReadAfterAsync(Experiment, new Seq(2), Stop));
        Assert.Null(await Log.ReadAfterAsync(Experiment, new Seq(3_000_000_000), Stop));
    }

    [Fact]
    public async Task An_unknown_experiment_has_no_page()
    {
        await ReactAsync(Draft());
        Assert.Null(await Log.ReadAfterAsync(ExperimentId.New(Clock), Seq.Zero, Stop));
    }

    [Fact]
    public async Task A_page_holds_its_number_of_events_and_its_bytes_at_most()
    {
        const int All = 2_500;
        foreach (var chunk in Drafts(All).Chunk(Limits.ChunkReactions))
            await ReactAsync(chunk);
        var pages = await PagesAsync();
        Assert.Equal(All, pages.Sum(page => page.Count));
        Assert.All(pages, page => Assert.InRange(page.Count, 1, Limits.PageEvents));
        Assert.All(pages, page => Assert.InRange(page.Bytes, 1, Limits.PageBytes + OverheadBytes));
        Assert.All(pages.SkipLast(1), page => Assert.InRange(page.Bytes, Limits.PageBytes / 2, int.MaxValue));
    }

    [Fact]
    public async Task An_event_larger_than_a_page_comes_alone()
    {
        await ReactAsync(Draft(), Draft(Heavy(3 * Limits.PageBytes)), Draft(), Draft(Heavy(2 * Limits.PageBytes)));
        Assert.Equal([1, 1, 1, 1], (await PagesAsync()).Select(page => page.Count));
    }

    [Fact]
    public async Task Pages_hold_no_event_of_another_log()
    {
        var before = await AddExperimentAsync();
        var after = await AddExperimentAsync();
        foreach (var id in new[] { before, Experiment, after })
            await AppendAsync(new AppendRequest.Reactions(id, [Draft($$"""{"in":"{{id}}"}"""), Draft()]));
        foreach (var id in new[] { before, Experiment, after })
            Assert.Equal([$$"""{"in":"{{id}}"}""", "{}"], await PayloadsAsync(id));
    }

    private static string Heavy(int bytes) => $$"""{"weight":"{{new string('x', bytes)}}"}""";

    private async Task<IReadOnlyList<EventBatch>> PagesAsync()
    {
        var pages = new List<EventBatch>();
        while (await Log.ReadAfterAsync(Experiment, pages.LastOrDefault()?.Last ?? Seq.Zero, Stop) is { } page)
            pages.Add(page);
        return pages;
    }
}

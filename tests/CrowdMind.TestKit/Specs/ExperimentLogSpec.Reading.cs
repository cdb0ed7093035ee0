using CrowdMind.Logs;

namespace CrowdMind.TestKit.Specs;

public abstract partial class ExperimentLogSpec
{
    [Fact]
    public async Task Heads_are_read_of_many_logs_at_once_and_unknown_ones_are_left_out()
    {
        var empty = await AddExperimentAsync();
        await ReactAsync(Drafts(3));
        var heads = await Log.ReadHeadsAsync([Experiment, empty, ExperimentId.New(Clock)], Stop);
        Assert.Equal(2, heads.Count);
        Assert.Equal((new Seq(3), Seq.Zero), (heads[Experiment], heads[empty]));
        Assert.Empty(await Log.ReadHeadsAsync([], Stop));
    }

    [Fact]
    public async Task Latest_reactions_come_newest_first_without_other_events()
    {
        await CommitAsync(React(Draft("""{"n":1}""")), Started(), React(Draft("""{"n":3}"""), Draft("""{"n":4}""")), Stopped());
        Assert.Equal([4, 3, 1], await LatestAsync(new Slice(10, 0)));
        Assert.Equal([4, 3], await LatestAsync(new Slice(2, 0)));
        Assert.Equal([3, 1], await LatestAsync(new Slice(2, 1)));
        Assert.Empty(await LatestAsync(new Slice(2, 3)));
    }

    [Fact]
    public async Task Reactions_after_a_place_come_oldest_first_without_other_events()
    {
        await CommitAsync(React(Draft()), Started(), React(Draft(), Draft()), Stopped());
        Assert.Equal([1, 3, 4], await ReactionsAfterAsync(0, 10));
        Assert.Equal([3, 4], await ReactionsAfterAsync(1, 10));
        Assert.Equal([3], await ReactionsAfterAsync(2, 1));
        Assert.Empty(await ReactionsAfterAsync(4, 10));
        Assert.Empty(await ReactionsAfterAsync(9_999, 10));
    }

    [Fact]
    public async Task Lists_of_reactions_are_not_cut_at_a_page()
    {
        await ReactAsync(Drafts(300, Heavy(500)));
        Assert.Equal(300, (await ReactionsAfterAsync(0, 1000)).Count());
        Assert.Equal(300, (await LatestAsync(new Slice(1000, 0))).Count());
    }

    [Fact]
    public async Task An_unknown_experiment_has_no_reactions()
    {
        var nowhere = ExperimentId.New(Clock);
        await ReactAsync(Draft());
        Assert.Equal(0, (await Log.ReadLatestReactionsAsync(nowhere, new Slice(10, 0), Stop)).Count);
        Assert.Equal(0, (await Log.ReadReactionsAfterAsync(nowhere, Seq.Zero, 10, Stop)).Count);
    }

    [Fact]
    public async Task Reading_neither_waits_for_a_transaction_nor_sees_into_it()
    {
        await ReactAsync(Drafts(3));
        await using var second = await OpenAsync(Clock);
        await using (await Engine.HoldWriterAsync(Experiment))
        {
            foreach (var log in new[] { Log, second.Log })
                await AssertThreeAsync(log).WaitAsync(TimeSpan.FromSeconds(5), Stop);
            var found = Engine.Experiments.FindAsync(Experiment, Stop).WaitAsync(TimeSpan.FromSeconds(5), Stop);
            Assert.Equal(new Seq(3), (await found)?.LastSeq);
        }

        Assert.Equal(new Seq(4), Only(await AppendAsync(React(Draft()))).Seq);
    }

    [Fact]
    public async Task A_reader_beside_writers_sees_the_log_grow_without_a_gap()
    {
        const int Writers = 4, Each = 15;
        await using var second = await OpenAsync(Clock);
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(n => WriteAsync(n % 2 == 0 ? Log : second.Log, Each)));
        var seen = new List<long>();
        while (!writing.IsCompleted || await HeadAsync() > new Seq(seen.Count))
        {
            if (await Log.ReadAfterAsync(Experiment, new Seq(seen.Count), Stop) is { } page)
                seen.AddRange(Events(page).Select(one => one.Seq.Value));
            Assert.True(await HeadAsync() >= new Seq(seen.Count));
        }

        await writing;
        Assert.Equal(Enumerable.Range(1, seen.Count).Select(seq => (long)seq), seen);
        Assert.Equal(await HeadAsync(), new Seq(seen.Count));
    }

    private static async Task<IEnumerable<long>> SeqsAsync(Task<EncodedEvents> reading) =>
        Events(await reading).Select(one => one.Seq.Value);

    private Task<IEnumerable<long>> LatestAsync(Slice slice) =>
        SeqsAsync(Log.ReadLatestReactionsAsync(Experiment, slice, Stop));

    private Task<IEnumerable<long>> ReactionsAfterAsync(long after, int limit) =>
        SeqsAsync(Log.ReadReactionsAfterAsync(Experiment, new Seq(after), limit, Stop));

    private async Task AssertThreeAsync(IExperimentLog log)
    {
        Assert.Equal(new Seq(3), Assert.Single(await log.ReadHeadsAsync([Experiment], Stop)).Value);
        Assert.Equal(3, (await log.ReadAfterAsync(Experiment, Seq.Zero, Stop))?.Count);
        Assert.Equal([3, 2, 1], await SeqsAsync(log.ReadLatestReactionsAsync(Experiment, new Slice(10, 0), Stop)));
        Assert.Equal([1, 2, 3], await SeqsAsync(log.ReadReactionsAfterAsync(Experiment, Seq.Zero, 10, Stop)));
    }
}

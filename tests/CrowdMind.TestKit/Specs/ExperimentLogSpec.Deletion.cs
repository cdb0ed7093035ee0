using CrowdMind.Experiments;
using CrowdMind.Logs;

namespace CrowdMind.TestKit.Specs;

public abstract partial class ExperimentLogSpec
{
    [Fact]
    public async Task A_deleted_experiment_is_unknown_everywhere()
    {
        await CommitAsync(React(Drafts(3)), Started());
        Assert.True(await Engine.Experiments.DeleteAsync(Experiment, Stop));
        Assert.Null(await Engine.Experiments.FindAsync(Experiment, Stop));
        Assert.Null(await Log.ReadAfterAsync(Experiment, Seq.Zero, Stop));
        Assert.Empty(await Log.ReadHeadsAsync([Experiment], Stop));
        Assert.Empty(await LatestAsync(new Slice(10, 0)));
        Assert.Empty(await ReactionsAfterAsync(0, 10));
        Assert.IsType<AppendOutcome.ExperimentNotFound>(await AppendAsync(React(Draft())));
        Assert.IsType<AppendOutcome.ExperimentNotFound>(await AppendAsync(Stopped()));
    }

    [Fact]
    public async Task A_deletion_happens_once_and_outlives_the_engine()
    {
        await ReactAsync(Draft());
        Assert.True(await Engine.Experiments.DeleteAsync(Experiment, Stop));
        Assert.False(await Engine.Experiments.DeleteAsync(Experiment, Stop));
        await ReopenAsync();
        Assert.Null(await Engine.Experiments.FindAsync(Experiment, Stop));
        Assert.False(await Engine.Experiments.DeleteAsync(ExperimentId.New(Clock), Stop));
    }

    [Fact]
    public async Task A_deletion_leaves_the_other_logs_as_they_were()
    {
        var before = await AddExperimentAsync();
        var doomed = await AddExperimentAsync();
        var after = await AddExperimentAsync();
        foreach (var id in new[] { before, doomed, after })
            await AppendAsync(new AppendRequest.Reactions(id, Drafts(5, $$"""{"in":"{{id}}"}""")));
        await Engine.Experiments.DeleteAsync(doomed, Stop);
        foreach (var id in new[] { before, after })
            Assert.Equal(Enumerable.Repeat($$"""{"in":"{{id}}"}""", 5), await PayloadsAsync(id));
    }

    [Fact]
    public async Task An_experiment_made_again_with_the_same_id_shows_nothing_of_the_old_one()
    {
        var draft = Draft("""{"life":1}""");
        await CommitAsync(React(draft, Draft()), Started(), Stopped());
        await Engine.Experiments.DeleteAsync(Experiment, Stop);
        await AddExperimentAsync("again", Experiment);
        Assert.Empty(await ReadAllAsync());
        var again = Only(await AppendAsync(React(draft with { Payload = Draft("""{"life":2}""").Payload })));
        Assert.Equal(new AppendedReaction(new Seq(1), Duplicate: false), again);
        Assert.Equal(["""{"life":2}"""], await PayloadsAsync());
        Assert.Equal(ExperimentStatus.Draft, (await Engine.Experiments.FindAsync(Experiment, Stop))?.Status);
    }

    [Fact]
    public async Task A_long_log_is_deleted_whole()
    {
        for (var n = 0; n < 6; n++)
            await ReactAsync(Drafts(Limits.ChunkReactions));
        await Engine.Experiments.DeleteAsync(Experiment, Stop);
        await AddExperimentAsync(id: Experiment);
        Assert.Empty(await ReadAllAsync());
        Assert.Equal(new Seq(1), Only(await AppendAsync(React(Draft()))).Seq);
    }

    [Fact]
    public async Task A_log_deleted_under_its_writers_answers_each_of_them()
    {
        await using var second = await OpenAsync(Clock);
        var writers = Enumerable.Range(0, 4).Select(n => WriteUntilRefusedAsync(n % 2 == 0 ? Log : second.Log)).ToArray();
        await Eventually.TrueAsync(async () => (await HeadAsync()).Value > 20, TestWithin, () => "20 events", Stop);
        Assert.True(await second.Experiments.DeleteAsync(Experiment, Stop));
        Assert.All(await Task.WhenAll(writers), outcome => Assert.IsType<AppendOutcome.ExperimentNotFound>(outcome));
        Assert.Null(await Log.ReadAfterAsync(Experiment, Seq.Zero, Stop));
    }
}

using CrowdMind.Experiments;
using CrowdMind.Logs;

namespace CrowdMind.TestKit.Specs;

public abstract partial class ExperimentLogSpec
{
    [Fact]
    public async Task Those_that_were_stopped_before_a_time_are_found_first_the_one_that_was_first()
    {
        var first = await AddStoppedAsync();
        var second = await AddStoppedAsync();
        var running = await AddExperimentAsync();
        await AppendAsync(new AppendRequest.StatusChange(running, ExperimentStatus.Running));
        var again = await AddStoppedAsync();
        await AppendAsync(new AppendRequest.StatusChange(again, ExperimentStatus.Running));
        Clock.Advance(TimeSpan.FromHours(1));
        var limit = Clock.Now();
        var late = await AddStoppedAsync();

        Assert.Equal([first, second], await EndedAsync(limit, new Slice(10, 0)));
        Assert.Equal([second], await EndedAsync(limit, new Slice(10, 1)));
        Assert.Equal([first], await EndedAsync(limit, new Slice(1, 0)));
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal([first, second, late], await EndedAsync(Clock.Now(), new Slice(10, 0)));
        var found = (await Engine.Experiments.FindEndedAsync(limit, new Slice(1, 0), Stop))[0];
        Assert.Equal(await Engine.Experiments.FindAsync(first, Stop), found);
    }

    [Fact]
    public async Task One_that_is_as_it_was_found_is_deleted_with_its_log()
    {
        await CommitAsync(React(Drafts(3)), Started(), Stopped());
        Assert.True(await Engine.Experiments.DeleteEndedAsync(Experiment, new Seq(5), Stop));
        Assert.Null(await Engine.Experiments.FindAsync(Experiment, Stop));
        await AddExperimentAsync(id: Experiment);
        Assert.Empty(await ReadAllAsync());
        Assert.True(await Engine.Experiments.DeleteEndedAsync(ExperimentId.New(Clock), new Seq(1), Stop));
    }

    [Fact]
    public async Task One_that_was_started_since_it_was_found_stays_whole_even_if_it_was_stopped_again()
    {
        await CommitAsync(Started(), Stopped());
        await CommitAsync(Started(), React(Draft()));
        Assert.False(await Engine.Experiments.DeleteEndedAsync(Experiment, new Seq(2), Stop));
        Assert.False(await Engine.Experiments.DeleteEndedAsync(Experiment, new Seq(4), Stop));
        await AppendAsync(Stopped());
        Assert.False(await Engine.Experiments.DeleteEndedAsync(Experiment, new Seq(2), Stop));
        Assert.Equal(5, (await ReadAllAsync()).Count);
    }

    [Fact]
    public async Task A_start_and_a_deletion_at_once_leave_a_whole_log_or_none()
    {
        await using var second = await OpenAsync(Clock);
        for (var n = 0; n < 8; n++)
        {
            var id = await AddStoppedAsync();
            var starting = second.Log.AppendAsync([new AppendRequest.StatusChange(id, ExperimentStatus.Running)], Stop);
            var gone = await Engine.Experiments.DeleteEndedAsync(id, new Seq(2), Stop);
            Assert.Equal(gone, Assert.Single(await starting) is AppendOutcome.ExperimentNotFound);
            Assert.Equal(gone ? null : new Seq(3), (await Engine.Experiments.FindAsync(id, Stop))?.LastSeq);
            if (!gone)
                Assert.Equal(3, (await ReadAllAsync(id)).Count);
        }
    }

    private async Task<ExperimentId> AddStoppedAsync()
    {
        var id = await AddExperimentAsync();
        await CommitAsync(
            new AppendRequest.StatusChange(id, ExperimentStatus.Running), new AppendRequest.StatusChange(id, ExperimentStatus.Stopped));
        Clock.Advance(TimeSpan.FromSeconds(1));
        return id;
    }

    private async Task<IEnumerable<ExperimentId>> EndedAsync(DateTimeOffset before, Slice slice) =>
        (await Engine.Experiments.FindEndedAsync(before, slice, Stop)).Select(experiment => experiment.Id);
}

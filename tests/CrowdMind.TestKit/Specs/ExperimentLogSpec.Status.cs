using CrowdMind.Experiments;
using CrowdMind.Logs;

namespace CrowdMind.TestKit.Specs;

public abstract partial class ExperimentLogSpec
{
    [Fact]
    public async Task A_start_is_an_event_whose_body_is_the_experiment()
    {
        var started = await ChangeAsync(Started());
        var one = Assert.Single(await ReadAllAsync());
        Assert.Equal(EventType.ExperimentStarted, one.Type);
        Assert.Equal(Text(started.Body), Text(one.Data));
        Assert.Equal(Text(ExperimentJson.Write(started.Experiment)), Text(one.Data));
        Assert.Equal(started.Experiment, await Engine.Experiments.FindAsync(Experiment, Stop));
    }

    [Fact]
    public async Task Start_stop_and_restart_leave_their_times_and_their_places()
    {
        var start = Clock.Now();
        var started = (await ChangeAsync(Started())).Experiment;
        Clock.Jump(TimeSpan.FromSeconds(1));
        var stopped = (await ChangeAsync(Stopped())).Experiment;
        Clock.Jump(TimeSpan.FromSeconds(1));
        var again = (await ChangeAsync(Started())).Experiment;
        AssertStands(started, ExperimentStatus.Running, start, null, 1);
        AssertStands(stopped, ExperimentStatus.Stopped, start, start.AddSeconds(1), 2);
        AssertStands(again, ExperimentStatus.Running, start.AddSeconds(2), null, 3);
    }

    [Fact]
    public async Task Several_changes_in_one_commit_are_events_one_by_one()
    {
        var outcomes = await CommitAsync(Started(), React(Draft()), Stopped(), Started());
        var bodies = outcomes.OfType<AppendOutcome.StatusChanged>().Select(changed => Text(changed.Body)).ToArray();
        var log = await ReadAllAsync();
        Assert.Equal(
            [EventType.ExperimentStarted, EventType.ReactionCreated, EventType.ExperimentStopped, EventType.ExperimentStarted],
            log.Select(one => one.Type));
        Assert.Equal(bodies, log.Where(one => one.Type != EventType.ReactionCreated).Select(one => Text(one.Data)));
        var stored = await Engine.Experiments.FindAsync(Experiment, Stop);
        Assert.Equal(outcomes.OfType<AppendOutcome.StatusChanged>().Last().Experiment, stored);
    }

    [Fact]
    public async Task A_status_outlives_the_engine()
    {
        var stopped = await StartAndStopAsync();
        await ReopenAsync();
        Assert.Equal(stopped, await Engine.Experiments.FindAsync(Experiment, Stop));
        Assert.IsType<AppendOutcome.ExperimentStopped>(await AppendAsync(React(Draft())));
    }

    [Fact]
    public async Task An_experiment_that_was_found_shows_the_head_of_its_log()
    {
        await ReactAsync(Drafts(3));
        Assert.Equal(new Seq(3), (await Engine.Experiments.FindAsync(Experiment, Stop))?.LastSeq);
    }

    private static void AssertStands(
        Experiment experiment, ExperimentStatus status, DateTimeOffset? started, DateTimeOffset? ended, long seq) =>
        Assert.Equal(
            (status, started, ended, seq),
            (experiment.Status, experiment.StartedAt, experiment.EndedAt, experiment.LastSeq.Value));

    private async Task<AppendOutcome.StatusChanged> ChangeAsync(AppendRequest request) =>
        Assert.IsType<AppendOutcome.StatusChanged>(await AppendAsync(request));

    private async Task<Experiment> StartAndStopAsync()
    {
        await AppendAsync(Started());
        return (await ChangeAsync(Stopped())).Experiment;
    }
}

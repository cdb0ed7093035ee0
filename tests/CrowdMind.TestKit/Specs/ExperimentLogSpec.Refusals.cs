using CrowdMind.Experiments;
using CrowdMind.Logs;

namespace CrowdMind.TestKit.Specs;

public abstract partial class ExperimentLogSpec
{
    [Fact]
    public async Task An_unknown_experiment_is_refused()
    {
        var nowhere = ExperimentId.New(Clock);
        var outcomes = await CommitAsync(
            new AppendRequest.Reactions(nowhere, [Draft()]),
            new AppendRequest.StatusChange(nowhere, ExperimentStatus.Running));
        Assert.All(outcomes, outcome => Assert.IsType<AppendOutcome.ExperimentNotFound>(outcome));
    }

    [Fact]
    public async Task An_unknown_agent_is_named_and_its_whole_request_refused()
    {
        var nobody = AgentId.New(Clock);
        var outcome = await AppendAsync(React(Draft(), Draft(), Draft() with { AgentId = nobody }, Draft()));
        Assert.Equal(new AppendOutcome.AgentNotFound(2, nobody), outcome);
        Assert.Empty(await ReadAllAsync());
    }

    [Fact]
    public async Task A_refused_request_leaves_no_id_behind()
    {
        var draft = Draft();
        await AppendAsync(React(draft, Draft() with { AgentId = AgentId.New(Clock) }));
        Assert.Equal(new AppendedReaction(new Seq(1), Duplicate: false), Only(await AppendAsync(React(draft))));
    }

    [Fact]
    public async Task A_stopped_experiment_takes_no_reaction_until_it_is_started_again()
    {
        await CommitAsync(Started(), Stopped());
        Assert.IsType<AppendOutcome.ExperimentStopped>(await AppendAsync(React(Draft())));
        Assert.Equal(new Seq(2), await HeadAsync());
        await AppendAsync(Started());
        Assert.Equal(new Seq(4), Only(await AppendAsync(React(Draft()))).Seq);
    }

    [Fact]
    public async Task A_stop_in_a_commit_refuses_what_comes_behind_it_in_the_same_commit()
    {
        var outcomes = await CommitAsync(Started(), React(Draft()), Stopped(), React(Draft()), Started(), React(Draft()));
        Assert.IsType<AppendOutcome.Appended>(outcomes[1]);
        Assert.IsType<AppendOutcome.ExperimentStopped>(outcomes[3]);
        Assert.Equal(new Seq(5), Only(outcomes[5]).Seq);
        Assert.Equal(5, (await ReadAllAsync()).Count);
    }

    [Fact]
    public async Task A_status_that_does_not_follow_is_refused_with_the_one_there_is()
    {
        Assert.Equal(new AppendOutcome.StatusConflict(ExperimentStatus.Draft), await AppendAsync(Stopped()));
        await AppendAsync(Started());
        Assert.Equal(new AppendOutcome.StatusConflict(ExperimentStatus.Running), await AppendAsync(Started()));
        await AppendAsync(Stopped());
        Assert.Equal(new AppendOutcome.StatusConflict(ExperimentStatus.Stopped), await AppendAsync(Stopped()));
        Assert.Equal(2, (await ReadAllAsync()).Count);
    }

    [Fact]
    public async Task Refusals_change_nothing_for_their_neighbours_in_a_commit()
    {
        var other = await AddExperimentAsync();
        var nobody = AgentId.New(Clock);
        var outcomes = await CommitAsync(
            React(Draft("""{"n":1}""")),
            React(Draft("""{"n":2}"""), Draft() with { AgentId = nobody }),
            new AppendRequest.Reactions(ExperimentId.New(Clock), [Draft()]),
            new AppendRequest.StatusChange(other, ExperimentStatus.Stopped),
            new AppendRequest.Reactions(other, [Draft("""{"n":3}""")]),
            React(Draft("""{"n":4}""")));
        Assert.Equal(
            ["Appended", "AgentNotFound", "ExperimentNotFound", "StatusConflict", "Appended", "Appended"],
            outcomes.Select(outcome => outcome.GetType().Name));
        Assert.Equal(["""{"n":1}""", """{"n":4}"""], await PayloadsAsync());
        Assert.Equal(["""{"n":3}"""], await PayloadsAsync(other));
    }

    [Fact]
    public async Task An_agent_that_was_deleted_is_unknown_and_what_it_said_stays()
    {
        await ReactAsync(Draft("""{"said":true}"""));
        Assert.True(await Engine.Agents.DeleteAsync(Agent, Stop));
        Assert.Equal(new AppendOutcome.AgentNotFound(0, Agent), await AppendAsync(React(Draft())));
        Assert.Equal(["""{"said":true}"""], await PayloadsAsync());
    }
}

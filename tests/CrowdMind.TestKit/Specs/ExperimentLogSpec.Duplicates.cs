using CrowdMind.Logs;

namespace CrowdMind.TestKit.Specs;

public abstract partial class ExperimentLogSpec
{
    [Fact]
    public async Task A_reaction_appended_again_keeps_its_first_seq_and_payload()
    {
        var id = ReactionId.New(Clock);
        await ReactAsync(Draft("""{"try":1}""", id), Draft());
        var again = Only(await AppendAsync(React(Draft("""{"try":2}""", id))));
        Assert.Equal(new AppendedReaction(new Seq(1), Duplicate: true), again);
        Assert.Equal(["""{"try":1}""", "{}"], await PayloadsAsync());
    }

    [Fact]
    public async Task An_id_twice_in_a_request_is_appended_once()
    {
        var id = ReactionId.New(Clock);
        var appended = await ReactAsync(Draft("""{"try":1}""", id), Draft("""{"try":2}""", id), Draft("""{"next":true}"""));
        Assert.Equal(
            [new(new Seq(1), false), new(new Seq(1), true), new AppendedReaction(new Seq(2), false)], appended.Reactions);
        Assert.Equal(2, appended.Accepted);
        Assert.Equal(["""{"try":1}""", """{"next":true}"""], await PayloadsAsync());
    }

    [Fact]
    public async Task An_id_twice_in_a_commit_is_appended_once()
    {
        var draft = Draft();
        var outcomes = await CommitAsync(React(draft), React(Draft()), React(draft));
        Assert.Equal([1, 2, 1], outcomes.Select(outcome => Only(outcome).Seq.Value));
        Assert.Equal([false, false, true], outcomes.Select(outcome => Only(outcome).Duplicate));
        Assert.Equal(2, (await ReadAllAsync()).Count);
    }

    [Fact]
    public async Task An_id_is_known_after_the_engine_was_opened_again()
    {
        var draft = Draft();
        await ReactAsync(Draft(), draft);
        await ReopenAsync();
        Assert.Equal(new AppendedReaction(new Seq(2), Duplicate: true), Only(await AppendAsync(React(draft))));
        Assert.Equal(new Seq(2), await HeadAsync());
    }

    [Fact]
    public async Task A_retry_among_new_reactions_leaves_no_gap()
    {
        var first = Draft();
        await ReactAsync(first);
        var appended = await ReactAsync(Draft(), first, Draft());
        Assert.Equal([2, 1, 3], appended.Reactions.Select(reaction => reaction.Seq.Value));
        Assert.Equal(3, (await ReadAllAsync()).Count);
    }

    [Fact]
    public async Task A_request_of_nothing_but_retries_appends_nothing()
    {
        var drafts = Drafts(3);
        await ReactAsync(drafts);
        Assert.Equal(0, (await ReactAsync(drafts)).Accepted);
        Assert.Equal(new Seq(3), await HeadAsync());
    }

    [Fact]
    public async Task A_retry_after_the_stop_learns_that_it_was_appended()
    {
        var draft = Draft();
        await CommitAsync(React(Draft(), draft), Started(), Stopped());
        Assert.Equal(new AppendedReaction(new Seq(2), Duplicate: true), Only(await AppendAsync(React(draft))));
        Assert.IsType<AppendOutcome.ExperimentStopped>(await AppendAsync(React(draft, Draft())));
        Assert.Equal(4, (await ReadAllAsync()).Count);
    }

    [Fact]
    public async Task A_retry_after_its_agent_was_deleted_learns_that_it_was_appended()
    {
        var draft = Draft();
        await ReactAsync(draft);
        await Engine.Agents.DeleteAsync(Agent, Stop);
        Assert.Equal(new AppendedReaction(new Seq(1), Duplicate: true), Only(await AppendAsync(React(draft))));
        Assert.Equal(new AppendOutcome.AgentNotFound(1, Agent), await AppendAsync(React(draft, Draft())));
        Assert.Single(await ReadAllAsync());
    }

    [Fact]
    public async Task The_same_id_in_another_experiment_is_another_reaction()
    {
        var other = await AddExperimentAsync();
        var draft = Draft();
        await ReactAsync(Draft());
        AppendRequest[] requests = [React(draft), new AppendRequest.Reactions(other, [draft])];
        Assert.Equal([new(new Seq(2), false), new AppendedReaction(new Seq(1), false)], (await CommitAsync(requests)).Select(Only));
        Assert.Equal([new(new Seq(2), true), new AppendedReaction(new Seq(1), true)], (await CommitAsync(requests)).Select(Only));
        Assert.Equal(2, (await ReadAllAsync()).Count);
        Assert.Single(await ReadAllAsync(other));
    }

    [Fact]
    public async Task Many_first_tries_of_one_id_on_two_instances_append_it_once()
    {
        await using var second = await OpenAsync(Clock);
        var draft = Draft();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(
            async n => Only(Assert.Single(await (n % 2 == 0 ? Log : second.Log).AppendAsync([React(draft)], Stop)))));
        Assert.All(answers, answer => Assert.Equal(new Seq(1), answer.Seq));
        Assert.Single(answers, answer => !answer.Duplicate);
        Assert.Single(await ReadAllAsync());
    }
}

using CrowdMind.Experiments;
using CrowdMind.Logs;

namespace CrowdMind.TestKit.Specs;

public abstract partial class ExperimentLogSpec
{
    [Fact]
    public async Task The_first_event_of_a_log_is_number_one()
    {
        Assert.Equal(Seq.Zero, await HeadAsync());
        Assert.Equal(new AppendedReaction(new Seq(1), Duplicate: false), Only(await AppendAsync(React(Draft()))));
        Assert.Equal(new Seq(1), await HeadAsync());
    }

    [Fact]
    public async Task The_drafts_of_one_request_get_consecutive_seqs_in_their_order()
    {
        await ReactAsync(Draft());
        var appended = await ReactAsync(Draft("""{"n":1}"""), Draft("""{"n":2}"""), Draft("""{"n":3}"""));
        Assert.Equal([2, 3, 4], appended.Reactions.Select(reaction => reaction.Seq.Value));
        Assert.Equal(["{}", """{"n":1}""", """{"n":2}""", """{"n":3}"""], await PayloadsAsync());
    }

    [Fact]
    public async Task Requests_of_one_commit_are_appended_in_their_order_each_to_its_log()
    {
        var other = await AddExperimentAsync();
        var outcomes = await CommitAsync(
            React(Draft("""{"n":1}""")),
            new AppendRequest.Reactions(other, [Draft("""{"n":2}"""), Draft("""{"n":3}""")]),
            React(Draft("""{"n":4}""")));
        Assert.Equal([1, 2], outcomes.OfType<AppendOutcome.Appended>().Select(appended => appended.Accepted).Order().Distinct());
        Assert.Equal(["""{"n":1}""", """{"n":4}"""], await PayloadsAsync());
        Assert.Equal(["""{"n":2}""", """{"n":3}"""], await PayloadsAsync(other));
    }

    [Fact]
    public async Task Many_writers_on_two_instances_at_once_number_a_log_without_a_gap()
    {
        const int Writers = 8, Each = 12;
        await using var second = await OpenAsync(Clock);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, Writers).Select(writer => WriteAsync(writer % 2 == 0 ? Log : second.Log, Each)));
        var log = await ReadAllAsync();
        Assert.Equal(log.Count, answers.Sum(answer => answer.Sum(one => one.Drafts.Length)));
        Assert.All(answers.SelectMany(answer => answer), one => AssertStands(log, one.Drafts, one.Outcome));
        Assert.All(answers, answer => Assert.Equal(answer.Select(FirstSeq).Order(), answer.Select(FirstSeq)));
    }

    [Fact]
    public async Task Many_logs_written_at_once_are_each_without_a_gap()
    {
        const int Logs = 6, Rounds = 20;
        var experiments = await Task.WhenAll(Enumerable.Range(0, Logs).Select(_ => AddExperimentAsync()));
        await Task.WhenAll(Enumerable.Range(0, Rounds).Select(_ => CommitAsync(
            [.. experiments.Select(id => new AppendRequest.Reactions(id, Drafts(2)))])));
        foreach (var experiment in experiments)
            Assert.Equal(2 * Rounds, (await ReadAllAsync(experiment)).Count);
    }

    [Fact]
    public async Task Nothing_follows_the_stop_whoever_writes_at_that_moment()
    {
        await using var second = await OpenAsync(Clock);
        await AppendAsync(Started());
        var writers = Enumerable.Range(0, 4).Select(n => WriteUntilRefusedAsync(n % 2 == 0 ? Log : second.Log)).ToArray();
        await Eventually.TrueAsync(async () => (await HeadAsync()).Value > 20, TestWithin, () => "20 events", Stop);
        await second.Log.AppendAsync([Stopped()], Stop);
        Assert.All(await Task.WhenAll(writers), outcome => Assert.IsType<AppendOutcome.ExperimentStopped>(outcome));
        Assert.Equal(EventType.ExperimentStopped, (await ReadAllAsync())[^1].Type);
    }

    [Fact]
    public async Task Of_many_starts_at_once_one_wins()
    {
        await using var second = await OpenAsync(Clock);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            async n => Assert.Single(await (n % 2 == 0 ? Log : second.Log).AppendAsync([Started()], Stop))));
        Assert.Single(outcomes.OfType<AppendOutcome.StatusChanged>());
        Assert.Equal(7, outcomes.Count(outcome => outcome is AppendOutcome.StatusConflict { Current: ExperimentStatus.Running }));
        Assert.Single(await ReadAllAsync());
    }

    private static long FirstSeq((ReactionDraft[] Drafts, AppendOutcome Outcome) answer) =>
        Assert.IsType<AppendOutcome.Appended>(answer.Outcome).Reactions[0].Seq.Value;

    private static void AssertStands(IReadOnlyList<EncodedEvent> log, ReactionDraft[] drafts, AppendOutcome outcome)
    {
        var places = Assert.IsType<AppendOutcome.Appended>(outcome).Reactions.Select(reaction => reaction.Seq).ToArray();
        Assert.Equal(Enumerable.Range(0, drafts.Length).Select(n => places[0] + n), places);
        Assert.Equal(
            drafts.Select(draft => draft.Id.ToString()), places.Select(seq => Text(log[(int)seq.Value - 1].ReactionId)));
    }

    private Task<List<(ReactionDraft[] Drafts, AppendOutcome Outcome)>> WriteAsync(IExperimentLog log, int requests) =>
        Task.Run(async () =>
        {
            var answers = new List<(ReactionDraft[] Drafts, AppendOutcome Outcome)>();
            for (var n = 0; n < requests; n++)
            {
                var drafts = Drafts(1 + (n % 3));
                answers.Add((drafts, Assert.Single(await log.AppendAsync([React(drafts)], Stop))));
            }

            return answers;
        });

    private Task<AppendOutcome> WriteUntilRefusedAsync(IExperimentLog log) => Task.Run(async () =>
    {
        while (true)
        {
            Stop.ThrowIfCancellationRequested();
            var outcome = Assert.Single(await log.AppendAsync([React(Draft())], Stop));
            if (outcome is not AppendOutcome.Appended)
                return outcome;
        }
    });
}

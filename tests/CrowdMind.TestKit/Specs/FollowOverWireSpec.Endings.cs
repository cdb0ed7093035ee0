using CrowdMind.TestKit.Wire;

namespace CrowdMind.TestKit.Specs;

public abstract partial class FollowOverWireSpec
{
    [Theory]
    [InlineData(7)]
    [InlineData(1_000_000)]
    [InlineData(long.MaxValue)]
    public async Task After_beyond_the_head_is_refused_with_the_head(long after)
    {
        await PublishManyAsync(6);
        var refused = await Assert.ThrowsAsync<FollowRefusedException>(() => FollowAsync(after));
        Assert.True(refused.Status is null or 409, refused.Message);
        Assert.True(refused.TellsHead(6), refused.Message);
    }

    [Fact]
    public async Task An_unknown_experiment_is_refused()
    {
        var refused = await Assert.ThrowsAsync<FollowRefusedException>(
            () => Transport.OpenAsync(Server, Guid.NewGuid(), after: 0, Stop));
        Assert.True(refused.Status is null or 404, refused.Message);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("9223372036854775808")]
    public async Task An_after_that_is_no_seq_is_refused(string after)
    {
        var refused = await Assert.ThrowsAsync<FollowRefusedException>(
            () => Transport.OpenAsync(Server, Experiment, new FollowOptions(after), Stop));
        Assert.True(refused.Status is null or 422, refused.Message);
    }

    [Fact]
    public async Task Start_and_stop_are_events_of_the_log()
    {
        await using IFollower follower = await FollowAsync(after: 0);
        (await Rest.StartAsync(Experiment, Stop)).Expect(200);
        await PublishAsync();
        (await Rest.StopAsync(Experiment, Stop)).Expect(200);
        (await Rest.StartAsync(Experiment, Stop)).Expect(200);
        IReadOnlyList<WireEvent> events = await follower.TakeAsync(4);
        AssertSeqs(1, 4, events);
        Assert.Equal(
            ["experiment_started", "reaction_created", "experiment_stopped", "experiment_started"], events.Select(e => e.Type));
        Assert.Equal(
            ["running", "stopped", "running"],
            events.Where(e => !e.IsReaction).Select(e => e.Data.GetProperty("status").GetString()));
        Assert.All(events.Where(e => !e.IsReaction), e => Assert.Equal(Experiment, e.Id));
    }

    [Fact]
    public async Task A_stopped_experiment_takes_no_reaction_until_it_is_started_again()
    {
        await using IFollower follower = await FollowAsync(after: 0);
        (await Rest.StartAsync(Experiment, Stop)).Expect(200);
        (await Rest.StopAsync(Experiment, Stop)).Expect(200);
        (await Rest.PublishAsync(Experiment, new Reaction(Agent, "{}"), Stop)).Expect(409);
        (await Rest.PublishLinesAsync(Experiment, [new Reaction(Agent, "{}")], Stop)).Expect(409);
        (await Rest.StartAsync(Experiment, Stop)).Expect(200);
        await PublishAsync();
        Assert.Equal(
            ["experiment_started", "experiment_stopped", "experiment_started", "reaction_created"],
            (await follower.TakeAsync(4)).Select(e => e.Type));
    }

    [Fact]
    public async Task No_reaction_follows_the_stop_however_many_write_when_it_comes()
    {
        await using IFollower follower = await FollowAsync(after: 0);
        (await Rest.StartAsync(Experiment, Stop)).Expect(200);
        Task<int>[] writing = [.. Enumerable.Range(0, 4).Select(_ => WriteUntilRefusedAsync())];
        await follower.TakeAsync(50);
        (await Rest.StopAsync(Experiment, Stop)).Expect(200);
        int written = (await Task.WhenAll(writing)).Sum();
        IReadOnlyList<WireEvent> log = await Rest.ExportAsync(Experiment, Stop);
        Assert.Equal(written + 2, log.Count);
        Assert.Equal("experiment_stopped", log[^1].Type);
        AssertSameBytes(log.Skip(50), await follower.TakeAsync(log.Count - 50));
    }

    [Fact]
    public async Task An_experiment_deleted_under_a_subscriber_ends_it()
    {
        await PublishManyAsync(3);
        await using IFollower follower = await FollowAsync(after: 0);
        (await Rest.DeleteExperimentAsync(Experiment, Stop)).Expect(204);
        (IReadOnlyList<WireEvent> events, FollowEnd end) = await follower.ToEndAsync();
        // Those that had not been sent yet went with the log; those that were are the log's first.
        AssertSeqs(1, events.Count, events);
        Assert.True(end.Code == DeletedCode, $"{end}");
        await Assert.ThrowsAsync<FollowRefusedException>(() => FollowAsync(after: 0));
    }

    [Fact]
    public async Task A_subscriber_that_comes_while_the_experiment_is_deleted_is_refused_or_ended()
    {
        var chance = new Random(Seed.Draw(_output.WriteLine));
        for (int round = 0; round < 25; round++)
        {
            Guid doomed = await Rest.CreateExperimentAsync(Stop);
            Task<IFollower>[] opening = [.. Enumerable.Range(0, 4).Select(_ => Transport.OpenAsync(Server, doomed, after: 0, Stop))];
            await Eventually.RandomMomentAsync(chance, atMostMilliseconds: 12);
            (await Rest.DeleteExperimentAsync(doomed, Stop)).Expect(204);
            foreach (Task<IFollower> one in opening)
                await RefusedOrEndedAsync(one);
        }
    }

    /// <summary>The code with which a deleted experiment ends its subscribers; null where the transport has none.</summary>
    protected virtual int? DeletedCode => 4404;

    private static async Task RefusedOrEndedAsync(Task<IFollower> opening)
    {
        try
        {
            await using IFollower follower = await opening;
            await follower.ToEndAsync();
        }
        catch (FollowRefusedException)
        {
            // The deletion was first.
        }
    }

    private async Task<int> WriteUntilRefusedAsync()
    {
        for (int written = 0; ; written++)
        {
            RestAnswer answer = await Rest.PublishAsync(Experiment, new Reaction(Agent, "{}"), Stop);
            if (answer.Expect(201, 409).Status == 409)
                return written;
        }
    }
}

using CrowdMind.Feeds;
using CrowdMind.TestKit;

namespace CrowdMind.Tests.Feeds;

/// <summary>How a feed's dispatcher goes round.</summary>
public sealed class DispatchTests
{
    [Fact]
    public async Task All_subscribers_at_the_head_share_one_batch()
    {
        await using var core = await LiveCore.StartAsync();
        RecordingSink[] sinks = [new(), new(), new()];
        foreach (var sink in sinks)
            await core.FollowAsync(sink);
        await core.AppendAsync(4);
        await Task.WhenAll(sinks.Select(sink => sink.ReachedAsync(4)));
        Assert.All(sinks, sink => Assert.Same(sinks[0].Writes[0], Assert.Single(sink.Writes)));
    }

    [Fact]
    public async Task A_large_append_goes_out_in_writes_of_a_page()
    {
        await using var core = await LiveCore.StartAsync();
        var sink = new RecordingSink();
        await core.FollowAsync(sink);
        await core.AppendAsync(1000, """{"mood":"calm"}""");
        await sink.ReachedAsync(1000);
        sink.AssertSaw(1, 1000);
        Assert.All(sink.Writes, batch => Assert.InRange(batch.Bytes, 1, Limits.PageBytes));
    }

    [Fact]
    public async Task A_sink_that_throws_ends_quietly_and_alone()
    {
        await using var core = await LiveCore.StartAsync();
        var (broken, good) = (new RecordingSink { During = _ => throw new IOException("gone") }, new RecordingSink());
        var subscription = await core.FollowAsync(broken);
        await core.FollowAsync(good);
        await core.AppendAsync();
        await core.AppendAsync();
        await good.ReachedAsync(2);
        good.AssertSaw(1, 2);
        Assert.True(subscription.IsEnded);
        Assert.Single(broken.Writes);
        Assert.False(broken.IsEnded);
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task A_write_that_fails_later_ends_quietly_too(Type failure)
    {
        await using var core = await LiveCore.StartAsync();
        var (broken, good) = (new RecordingSink(), new RecordingSink());
        broken.Stall();
        var subscription = await core.FollowAsync(broken);
        await core.FollowAsync(good);
        await core.AppendAsync();
        await good.ReachedAsync(1);
        broken.Break((Exception)Activator.CreateInstance(failure)!);
        await Eventually.TrueAsync(() => subscription.IsEnded, TimeSpan.FromSeconds(20), () => "it ended");
        await core.AppendAsync();
        await good.ReachedAsync(2);
        broken.AssertSaw(1, 1);
        Assert.False(broken.IsEnded);
    }

    [Fact]
    public async Task A_sink_that_throws_while_it_catches_up_ends_quietly()
    {
        await using var core = await LiveCore.StartAsync(events: 3);
        var broken = new RecordingSink { During = _ => throw new IOException("gone") };
        var subscription = await core.FollowAsync(broken, after: 0);
        await Eventually.TrueAsync(() => subscription.IsEnded, TimeSpan.FromSeconds(20), () => "it ended");
        Assert.Single(broken.Writes);
        Assert.False(broken.IsEnded);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Subscribers_that_leave_while_a_batch_is_sent_take_nobody_with_them(int leaver)
    {
        await using var core = await LiveCore.StartAsync();
        var sinks = Enumerable.Range(0, 5).Select(_ => new RecordingSink()).ToArray();
        var subscriptions = new List<Subscription>();
        foreach (var sink in sinks)
            subscriptions.Add(await core.FollowAsync(sink));
        var sent = default(int?);
        foreach (var sink in sinks)
        {
            sink.During = _ =>
            {
                subscriptions[leaver].Dispose();
                sent ??= sinks[leaver].Writes.Count;
            };
        }

        await core.AppendAsync();
        await core.AppendAsync();
        var staying = sinks.Where(sink => sink != sinks[leaver]).ToArray();
        await Task.WhenAll(staying.Select(sink => sink.ReachedAsync(2)));
        Assert.All(staying, sink => sink.AssertSaw(1, 2));
        Assert.False(sinks[leaver].IsEnded);
        Assert.Equal(sent, sinks[leaver].Writes.Count);
    }

    [Fact]
    public async Task A_subscriber_that_joins_while_a_batch_is_sent_misses_and_repeats_nothing()
    {
        await using var core = await LiveCore.StartAsync();
        var late = new RecordingSink();
        var first = new RecordingSink();
        var pending = await core.SubscribeAsync(after: 0);
        first.During = batch =>
        {
            if (batch.First == new Seq(1))
                pending.Start(late);
        };
        await core.FollowAsync(first);
        await core.AppendAsync();
        await core.AppendAsync();
        await late.ReachedAsync(2);
        late.AssertSaw(1, 2);
    }

    [Fact]
    public async Task One_that_left_is_sent_nothing_more()
    {
        await using var core = await LiveCore.StartAsync();
        var (left, stays) = (new RecordingSink(), new RecordingSink());
        var subscription = await core.FollowAsync(left);
        await core.FollowAsync(stays);
        await core.AppendAsync();
        await Task.WhenAll(left.ReachedAsync(1), stays.ReachedAsync(1));
        subscription.Dispose();
        subscription.Dispose();
        await core.AppendAsync();
        await stays.ReachedAsync(2);
        left.AssertSaw(1, 1);
        Assert.False(left.IsEnded);
    }
}

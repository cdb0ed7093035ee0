using CrowdMind.Feeds;
using CrowdMind.Logs;
using CrowdMind.Tests.Logs;

namespace CrowdMind.Tests.Feeds;

/// <summary>The newest batches of a log.</summary>
public sealed class FeedWindowTests
{
    private const int Most = 1024 * 1024;

    private readonly FeedWindow _window = new();

    [Fact]
    public void Nothing_is_found_in_an_empty_window() => Assert.Null(_window.Find(Seq.Zero));

    [Fact]
    public void Every_place_within_it_finds_what_follows_at_once()
    {
        for (var first = 11; first < 31; first += 4)
            _window.Add(Samples.Batch(first, first + 3), Most);
        for (var after = 10; after < 30; after++)
            Assert.Equal(after + 1, Find(after).First.Value);
        Assert.Equal([14L], Samples.Seqs(Find(13)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(14)]
    [InlineData(15)]
    public void Before_it_and_at_its_end_nothing_is_found(int after)
    {
        _window.Add(Samples.Batch(11, 14), Most);
        Assert.Null(_window.Find(new Seq(after)));
    }

    [Fact]
    public void The_oldest_go_when_it_weighs_too_much()
    {
        const int Batches = 40, Weight = 60_000;
        for (var seq = 1; seq <= Batches; seq++)
            _window.Add(Samples.Batch(seq, seq, Weight), Most);
        var kept = Enumerable.Range(0, Batches).Count(after => _window.Find(new Seq(after)) is not null);
        Assert.InRange(kept, Most / (Weight + 500) - 1, Most / Weight);
        Assert.Equal(Batches, Find(Batches - 1).Last.Value);
    }

    [Fact]
    public void One_that_weighs_more_than_all_is_kept_alone()
    {
        _window.Add(Samples.Batch(1, 1), Most);
        _window.Add(Samples.Batch(2, 2, 2 * Most), Most);
        Assert.Null(_window.Find(Seq.Zero));
        Assert.Equal(2, Find(1).First.Value);
    }

    [Fact]
    public void Small_batches_become_blocks_in_which_every_place_is_found()
    {
        const int Events = 1_000;
        for (var seq = 1; seq <= Events; seq++)
            _window.Add(Samples.Batch(seq, seq), Most);
        for (var after = 0; after < Events; after++)
        {
            var found = Find(after);
            Assert.Equal(after + 1, found.First.Value);
            Assert.Equal(Samples.Payload(after + 1), found[0].Payload.ToArray());
            Assert.InRange(found.Bytes, 1, Limits.PageBytes);
        }

        Assert.Same(Find(0), Find(0));
        Assert.InRange(Find(0).Count, 50, Events);
    }

    [Fact]
    public void Blocks_and_batches_of_any_size_keep_their_order()
    {
        var chance = new Random(5);
        var last = 0L;
        while (last < 3_000)
        {
            var first = last + 1;
            last += chance.Next(1, 30);
            _window.Add(Samples.Batch(first, last, chance.Next(3_000)), Most);
            var after = last - 1;
            while (_window.Find(new Seq(after)) is { } found)
            {
                Assert.Equal(after + 1, found.First.Value);
                after -= chance.Next(1, 60);
                if (after < 0)
                    break;
            }
        }
    }

    [Fact]
    public void A_smaller_share_lets_more_go()
    {
        for (var seq = 1; seq <= 30; seq++)
            _window.Add(Samples.Batch(seq, seq, 30_000), Most);
        _window.Add(Samples.Batch(31, 31, 30_000), 200_000);
        Assert.Null(_window.Find(new Seq(20)));
        Assert.Equal(30, Find(29).First.Value);
    }

    [Fact]
    public void A_cleared_window_begins_again()
    {
        _window.Add(Samples.Batch(1, 3), Most);
        _window.Clear();
        Assert.Null(_window.Find(Seq.Zero));
        _window.Add(Samples.Batch(4, 5), Most);
        Assert.Equal([4, 5], Samples.Seqs(Find(3)));
    }

    private EventBatch Find(long after) => Assert.IsType<EventBatch>(_window.Find(new Seq(after)));
}

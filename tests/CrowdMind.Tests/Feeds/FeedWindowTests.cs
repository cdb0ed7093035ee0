using CrowdMind.Feeds;
using CrowdMind.Tests.Logs;

namespace CrowdMind.Tests.Feeds;

/// <summary>The newest batches of a log.</summary>
public sealed class FeedWindowTests
{
    private readonly FeedWindow _window = new();

    [Fact]
    public void Nothing_is_found_in_an_empty_window() => Assert.Null(_window.Find(Seq.Zero));

    [Fact]
    public void Every_place_within_it_finds_what_follows_at_once()
    {
        for (var first = 11; first < 31; first += 4)
            _window.Add(Samples.Batch(first, first + 3));
        for (var after = 10; after < 30; after++)
            Assert.Equal(after + 1, _window.Find(new Seq(after))?.First.Value);
        Assert.Equal([14L], Samples.Seqs(_window.Find(new Seq(13)) ?? throw new InvalidOperationException()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(14)]
    [InlineData(15)]
    public void Before_it_and_at_its_end_nothing_is_found(int after)
    {
        _window.Add(Samples.Batch(11, 14));
        Assert.Null(_window.Find(new Seq(after)));
    }

    [Fact]
    public void The_oldest_go_when_it_weighs_too_much()
    {
        const int Batches = 40, Weight = 60_000;
        for (var seq = 1; seq <= Batches; seq++)
            _window.Add(Samples.Batch(seq, seq, Weight));
        var kept = Enumerable.Range(0, Batches).Count(after => _window.Find(new Seq(after)) is not null);
        Assert.InRange(kept, Limits.FeedWindowBytes / (Weight + 500) - 1, Limits.FeedWindowBytes / Weight);
        Assert.NotNull(_window.Find(new Seq(Batches - 1)));
    }

    [Fact]
    public void One_that_weighs_more_than_all_is_kept_alone()
    {
        _window.Add(Samples.Batch(1, 1));
        _window.Add(Samples.Batch(2, 2, 2 * Limits.FeedWindowBytes));
        Assert.Null(_window.Find(Seq.Zero));
        Assert.NotNull(_window.Find(new Seq(1)));
    }

    [Fact]
    public void A_cleared_window_begins_again()
    {
        _window.Add(Samples.Batch(1, 3));
        _window.Clear();
        Assert.Null(_window.Find(Seq.Zero));
        _window.Add(Samples.Batch(4, 5));
        Assert.Equal([4, 5], Samples.Seqs(_window.Find(new Seq(3)) ?? throw new InvalidOperationException()));
    }
}

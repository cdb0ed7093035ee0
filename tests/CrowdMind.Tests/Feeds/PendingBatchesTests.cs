using CrowdMind.Feeds;
using CrowdMind.Tests.Logs;

namespace CrowdMind.Tests.Feeds;

/// <summary>What a feed has accepted and not sent yet.</summary>
public sealed class PendingBatchesTests
{
    private readonly PendingBatches _pending = new();

    [Fact]
    public void Small_batches_come_out_as_one_round()
    {
        foreach (var first in new[] { 1, 4, 7 })
            _pending.Add(Samples.Batch(first, first + 2));
        Assert.False(_pending.IsEmpty);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], Samples.Seqs(_pending.TakeRound()));
        Assert.True(_pending.IsEmpty);
        Assert.Throws<InvalidOperationException>(_pending.TakeRound);
    }

    [Fact]
    public void A_large_batch_comes_out_in_rounds_of_a_page()
    {
        _pending.Add(Samples.Batch(1, 1_000));
        var next = 1L;
        while (!_pending.IsEmpty)
        {
            var round = _pending.TakeRound();
            Assert.Equal(next, round.First.Value);
            Assert.InRange(round.Bytes, 1, Limits.PageBytes);
            next = round.Last.Value + 1;
        }

        Assert.Equal(1_001, next);
    }

    [Fact]
    public void An_event_larger_than_a_page_is_a_round()
    {
        _pending.Add(Samples.Batch(1, 1));
        _pending.Add(Samples.Batch(2, 2, 2 * Limits.PageBytes));
        Assert.Equal([1], Samples.Seqs(_pending.TakeRound()));
        Assert.Equal([2], Samples.Seqs(_pending.TakeRound()));
    }

    [Fact]
    public void There_is_room_again_when_no_more_than_a_round_waits()
    {
        Assert.True(_pending.Room.IsCompleted);
        _pending.Add(Samples.Batch(1, 3, Limits.PageBytes / 2));
        var room = _pending.Room;
        Assert.False(room.IsCompleted);
        _pending.TakeRound();
        _pending.TakeRound();
        Assert.True(room.IsCompleted && _pending.Room.IsCompleted);
    }

    [Fact]
    public void It_is_full_at_its_bytes_and_has_room_for_more_afterwards()
    {
        var seq = 1;
        while (!_pending.IsFull)
            _pending.Add(Samples.Batch(seq, seq++, Limits.PageBytes));
        Assert.InRange((long)seq * Limits.PageBytes, Limits.FeedPendingBytes, Limits.FeedPendingBytes + (3 * Limits.PageBytes));
        _pending.TakeRound();
        Assert.False(_pending.IsFull);
    }
}

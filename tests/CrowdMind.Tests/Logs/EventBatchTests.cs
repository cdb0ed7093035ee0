using CrowdMind.Logs;

namespace CrowdMind.Tests.Logs;

/// <summary>Consecutive events: cut, joined, and framed once for all.</summary>
public sealed class EventBatchTests
{
    [Fact]
    public void A_batch_knows_where_it_begins_and_ends()
    {
        var batch = Samples.Batch(5, 9);
        Assert.Equal((5, 9, 5), (batch.First.Value, batch.Last.Value, batch.Count));
        Assert.Equal(batch.Bytes, batch.Joined.Length);
        Assert.False(batch.EndsStopped);
    }

    [Fact]
    public void After_a_place_within_it_the_rest_follows()
    {
        var batch = Samples.Batch(5, 9);
        for (var after = 5; after < 9; after++)
            Assert.Equal(Range(after + 1, 9), Samples.Seqs(batch.After(new Seq(after))));
        Assert.Same(batch, batch.After(new Seq(4)));
        Assert.Same(batch, batch.After(Seq.Zero));
    }

    [Fact]
    public void Up_to_a_place_within_it_the_beginning_stays()
    {
        var batch = Samples.Batch(5, 9);
        for (var last = 5; last < 9; last++)
            Assert.Equal(Range(5, last), Samples.Seqs(batch.UpTo(new Seq(last))));
        Assert.Same(batch, batch.UpTo(new Seq(9)));
        Assert.Same(batch, batch.UpTo(new Seq(100)));
    }

    [Fact]
    public void A_part_holds_its_own_bytes_and_no_others()
    {
        var part = Samples.Batch(5, 9).After(new Seq(6)).UpTo(new Seq(8));
        Assert.Equal(Samples.Joined(Samples.Batch(7, 8)), Samples.Joined(part));
        Assert.Equal(part.Bytes, part.Joined.Length);
        Assert.Equal(Samples.Payload(8), part[1].Payload.ToArray());
    }

    [Fact]
    public void A_batch_that_fits_is_not_split()
    {
        var batch = Samples.Batch(1, 5);
        Assert.Same(batch, Assert.Single(batch.Split(batch.Bytes)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(5_000)]
    public void The_pieces_of_a_split_follow_one_another_and_fit(int bytes)
    {
        var batch = Samples.Batch(1, 50, weight: 17);
        var pieces = batch.Split(bytes).ToArray();
        Assert.Equal(Range(1, 50), pieces.SelectMany(Samples.Seqs));
        Assert.All(pieces, piece => Assert.True(piece.Bytes <= bytes || piece.Count == 1));
        Assert.Equal(Samples.Joined(batch), string.Concat(pieces.Select(Samples.Joined)));
    }

    [Fact]
    public void An_event_larger_than_a_piece_is_a_piece()
    {
        var builder = new EncodedEventsBuilder(Samples.Experiment, 0);
        foreach (var (seq, weight) in new[] { (1, 0), (2, 9_000), (3, 0), (4, 0) })
            builder.Add(Samples.Facts(seq), Samples.Payload(seq, weight));
        Assert.Equal([1, 1, 2], builder.ToBatch().Split(1_000).Select(piece => piece.Count));
    }

    [Fact]
    public void Joined_batches_are_as_if_they_had_been_one()
    {
        var joined = EventBatch.Join(
            [Samples.Batch(1, 3), Samples.Batch(4, 4), Samples.Batch(5, 9).UpTo(new Seq(6)), Samples.Batch(4, 9).After(new Seq(6))]);
        Assert.Equal(Range(1, 9), Samples.Seqs(joined));
        Assert.Equal(Samples.Joined(Samples.Batch(1, 9)), Samples.Joined(joined));
        for (var index = 0; index < 9; index++)
            Assert.Equal(Samples.Payload(index + 1), joined[index].Payload.ToArray());
    }

    [Fact]
    public void One_batch_is_joined_to_itself()
    {
        var batch = Samples.Batch(1, 3);
        Assert.Same(batch, EventBatch.Join([batch]));
    }

    [Fact]
    public void Cutting_and_joining_at_random_changes_nothing()
    {
        var chance = new Random(7);
        var whole = Samples.Batch(1, 60, weight: 5);
        for (var n = 0; n < 200; n++)
        {
            var pieces = whole.Split(chance.Next(200, 4_000)).ToList();
            var at = chance.Next(pieces.Count);
            pieces[at] = EventBatch.Join([.. pieces[at].Split(chance.Next(100, 900))]);
            Assert.Equal(Samples.Joined(whole), Samples.Joined(EventBatch.Join(pieces)));
            var place = new Seq(chance.Next(1, 59));
            var halves = EventBatch.Join([whole.UpTo(place), whole.After(place)]);
            Assert.Equal(Samples.Joined(whole), Samples.Joined(halves));
        }
    }

    [Fact]
    public void A_stop_at_the_end_shows()
    {
        var builder = new EncodedEventsBuilder(Samples.Experiment, 0);
        builder.Add(new EventFacts(new Seq(1), EventType.ExperimentStarted, Samples.At), "{}"u8);
        builder.Add(new EventFacts(new Seq(2), EventType.ExperimentStopped, Samples.At), "{}"u8);
        var batch = builder.ToBatch();
        Assert.True(batch.EndsStopped);
        Assert.False(batch.UpTo(new Seq(1)).EndsStopped);
    }

    [Fact]
    public void Each_framing_is_made_once_and_shared()
    {
        CountingEncoding one = new("a"), two = new("b");
        var batch = Samples.Batch(1, 2);
        Assert.Same(batch.As(one), batch.As(one));
        Assert.Equal(("a:1-2", "b:1-2"), (batch.As(one), batch.As(two)));
        Assert.Equal((1, 1), (one.Made, two.Made));
        Assert.Equal("a:2-2", batch.After(new Seq(1)).As(one));
    }

    [Fact]
    public void Many_threads_that_ask_at_once_are_given_the_same()
    {
        var encoding = new CountingEncoding("a");
        for (var n = 0; n < 50; n++)
        {
            var batch = Samples.Batch(1, 2);
            var made = new string[4];
            Parallel.For(0, made.Length, index => made[index] = batch.As(encoding));
            Assert.All(made, one => Assert.Same(made[0], one));
        }

        Assert.Equal(50, encoding.Made);
    }

    private static IEnumerable<long> Range(long first, long last)
    {
        for (var seq = first; seq <= last; seq++)
            yield return seq;
    }

    private sealed class CountingEncoding(string name) : BatchEncoding<string>
    {
        private int _made;

        public int Made => _made;

        public override string Encode(EventBatch batch)
        {
            Interlocked.Increment(ref _made);
            return $"{name}:{batch.First}-{batch.Last}";
        }
    }
}

using CrowdMind.Logs;

namespace CrowdMind.Tests.Logs;

/// <summary>A batch that travels between instances arrives as it left, or not at all.</summary>
public sealed class EventBatchCodecTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 7)]
    [InlineData(1_000_000, 1_000_250)]
    public void A_batch_arrives_as_it_left(long first, long last)
    {
        var sent = Samples.Batch(first, last, weight: 30);
        Assert.True(EventBatchCodec.TryRead(Encode(sent), out var came));
        AssertSame(sent, came);
    }

    [Fact]
    public void A_part_of_a_batch_travels_alone()
    {
        var sent = Samples.Batch(1, 20).After(new Seq(5)).UpTo(new Seq(9));
        Assert.True(EventBatchCodec.TryRead(Encode(sent), out var came));
        AssertSame(sent, came);
        Assert.Equal([6, 7, 8, 9], Samples.Seqs(came));
    }

    [Fact]
    public void The_parts_of_a_reaction_are_where_they_were()
    {
        var sent = Samples.Batch(3, 4);
        Assert.True(EventBatchCodec.TryRead(Encode(sent), out var came));
        Assert.Equal(Samples.Text(sent[1].Payload), Samples.Text(came[1].Payload));
        Assert.Equal(Samples.Text(sent[1].ReactionId), Samples.Text(came[1].ReactionId));
        Assert.Equal(Samples.Text(sent[1].At), Samples.Text(came[1].At));
    }

    [Fact]
    public void A_traceparent_travels_with_its_reaction()
    {
        var sent = Samples.TracedBatch(3, 4);
        Assert.True(EventBatchCodec.TryRead(Encode(sent), out var came));
        AssertSame(sent, came);
        Assert.Equal(Samples.Text(sent[1].Payload), Samples.Text(came[1].Payload));
        Assert.Equal(["", Samples.Trace.ToString()], new[] { came[0], came[1] }.Select(one => Samples.Text(one.TraceParent)));
    }

    [Fact]
    public void What_was_cut_off_anywhere_is_no_batch()
    {
        var bytes = Encode(Samples.Batch(1, 3));
        for (var length = 0; length < bytes.Length; length++)
            Assert.False(EventBatchCodec.TryRead(bytes.AsMemory(0, length), out _), $"{length} of {bytes.Length} bytes");
        Assert.False(EventBatchCodec.TryRead(new byte[bytes.Length + 1], out _));
        Assert.False(EventBatchCodec.TryRead((byte[])[.. bytes, 0], out _));
    }

    [Fact]
    public void Another_version_is_not_read()
    {
        var bytes = Encode(Samples.Batch(1, 3));
        bytes[0]++;
        Assert.False(EventBatchCodec.TryRead(bytes, out _));
    }

    [Fact]
    public void Damaged_bytes_never_throw_and_never_reach_beyond_the_message()
    {
        var random = new Random(7);
        var good = Encode(Samples.TracedBatch(1, 5));
        for (var n = 0; n < 20_000; n++)
        {
            var bytes = good.ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                bytes[random.Next(Math.Min(80, bytes.Length))] = (byte)random.Next(256);
            if (!EventBatchCodec.TryRead(bytes, out var batch))
                continue;
            for (var i = 0; i < batch.Count; i++)
                _ = batch[i].Data.Length + (batch[i].Type == EventType.ReactionCreated ? batch[i].Payload.Length : 0) + batch[i].At.Length;
        }
    }

    private static byte[] Encode(EventBatch batch)
    {
        var bytes = new byte[EventBatchCodec.Length(batch)];
        EventBatchCodec.Write(batch, bytes);
        return bytes;
    }

    private static void AssertSame(EventBatch sent, EventBatch came)
    {
        Assert.Equal(sent.ExperimentId, came.ExperimentId);
        Assert.Equal(Samples.Seqs(sent), Samples.Seqs(came));
        for (var i = 0; i < sent.Count; i++)
            Assert.Equal(Samples.Text(sent[i].Json), Samples.Text(came[i].Json));
    }
}

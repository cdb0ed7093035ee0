using CrowdMind.Objects;
using CrowdMind.TestKit.Objects;

namespace CrowdMind.TestKit.Specs;

public abstract partial class ObjectStoreSpec
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(3_000_000)]
    public async Task What_is_put_is_read_again_with_its_size_and_digest(int length)
    {
        var (key, bytes) = (NewKey(), Bytes(length));
        Assert.Equal(new PutOutcome.Stored(length, Sha256(bytes)), await PutAsync(key, bytes));
        Assert.Equal(bytes, await ReadAsync(key));
        Assert.Equal(length, (await Store.FindAsync(key, Stop))?.Size);
    }

    [Fact]
    public async Task Bytes_of_any_kind_come_back_as_they_went()
    {
        var every = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        byte[][] kinds = [every, "\r\n--boundary\r\n\0"u8.ToArray(), [0xEF, 0xBB, 0xBF], "é ☃"u8.ToArray(), "0;chunk-signature=a\r\n\r\n"u8.ToArray()];
        foreach (var bytes in kinds)
        {
            var key = NewKey();
            await PutAsync(key, bytes);
            Assert.Equal(bytes, await ReadAsync(key));
        }
    }

    [Theory]
    [InlineData("m.bin")]
    [InlineData("a-b_c/0190a0a0-7e57-7000-8000-000000000001/v1.0.2")]
    [InlineData("deep/er/and/deep/er/still/model.v2.tflite")]
    [InlineData("model/model/model.model")]
    [InlineData("-/_/0.0")]
    public async Task Any_key_holds_an_object(string path)
    {
        var key = Folder.Key(path);
        await PutAsync(key, Bytes(10));
        Assert.Equal(Bytes(10), await ReadAsync(key));
        Assert.Equal([key.Value], await ListAsync());
    }

    [Fact]
    public async Task The_longest_key_holds_an_object()
    {
        var key = Folder.Key(new string('x', 255 - Folder.Prefix.Length - 4) + ".bin");
        await PutAsync(key, Bytes(10));
        Assert.Equal(255, Assert.Single(await ListAsync()).Length);
        Assert.Equal(Bytes(10), await ReadAsync(key));
    }

    [Fact]
    public async Task A_put_replaces_what_was_there()
    {
        var key = NewKey();
        await PutAsync(key, Bytes(5000, seed: 1));
        await PutAsync(key, Bytes(70, seed: 2));
        Assert.Equal(Bytes(70, seed: 2), await ReadAsync(key));
        Assert.Equal([key.Value], await ListAsync());
    }

    [Fact]
    public async Task The_limit_is_counted_while_reading()
    {
        var (key, source) = (NewKey(), new SourceStream(10_000_000));
        Assert.Equal(new PutOutcome.TooLarge(300_000), await Store.PutAsync(key, source, 300_000, Stop));
        Assert.InRange(source.BytesRead, 300_001, 600_000);
        await AssertAbsentAsync(key);
    }

    [Fact]
    public async Task What_is_just_as_large_as_the_limit_is_stored_and_a_byte_more_is_not()
    {
        var (key, bytes) = (NewKey(), Bytes(100_000));
        Assert.IsType<PutOutcome.Stored>(await Store.PutAsync(key, new MemoryStream(bytes), 100_000, Stop));
        Assert.Equal(new PutOutcome.TooLarge(99_999), await Store.PutAsync(key, new MemoryStream(bytes), 99_999, Stop));
        Assert.Equal(bytes, await ReadAsync(key));
    }

    [Fact]
    public async Task A_put_reads_from_where_the_stream_stands_and_leaves_it_open()
    {
        var (key, bytes) = (NewKey(), Bytes(100));
        using var source = new MemoryStream(bytes) { Position = 40 };
        await Store.PutAsync(key, source, Ample, Stop);
        Assert.Equal(bytes[40..], await ReadAsync(key));
        Assert.True(source.CanRead);
    }

    [Fact]
    public async Task A_put_that_is_under_way_is_not_seen()
    {
        var (key, source) = (NewKey(), new SourceStream(200_000) { StopAt = 150_000 });
        var putting = Store.PutAsync(key, source, Ample, Stop);
        await source.Stopped.WaitAsync(Stop);
        Assert.Null(await Store.FindAsync(key, Stop));
        Assert.Null(await ReadAsync(key));
        Assert.Empty(await ListAsync());
        source.GoOn();
        Assert.IsType<PutOutcome.Stored>(await putting);
        Assert.Equal(Bytes(200_000), await ReadAsync(key));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200_000)]
    public async Task What_is_received_can_be_looked_at_before_it_is_put(int length)
    {
        var (key, bytes) = (NewKey(), Bytes(length));
        using (var file = await Store.ReceiveAsync(new MemoryStream(bytes), Ample, Stop))
        {
            Assert.Equal((length, Sha256(bytes)), (file!.Size, file.Sha256));
            using (var mapped = file.Map())
                Assert.True(mapped.GetSpan().SequenceEqual(bytes), "the bytes that came");
            Assert.Empty(await ListAsync());
            Assert.Equal(new PutOutcome.Stored(length, Sha256(bytes)), await Store.PutAsync(key, file, Stop));
        }

        Assert.Equal(bytes, await ReadAsync(key));
        Assert.Empty(Leftovers());
    }

    [Fact]
    public async Task What_is_received_and_not_put_leaves_nothing()
    {
        (await Store.ReceiveAsync(new MemoryStream(Bytes(1000)), Ample, Stop))!.Dispose();
        Assert.Null(await Store.ReceiveAsync(new MemoryStream(Bytes(1000)), 999, Stop));
        Assert.Empty(Leftovers());
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_put_that_is_cancelled_half_way_leaves_what_was_there()
    {
        var (absent, present) = (NewKey(), NewKey());
        await PutAsync(present, Bytes(100, seed: 7));
        foreach (var key in new[] { absent, present })
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            var source = new SourceStream(1_000_000) { StopAt = 500_000 };
            var putting = Store.PutAsync(key, source, Ample, cancel.Token);
            await source.Stopped.WaitAsync(Stop);
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => putting);
        }

        await AssertAbsentAsync(absent);
        Assert.Equal(Bytes(100, seed: 7), await ReadAsync(present));
    }

    [Fact]
    public async Task A_put_whose_source_breaks_leaves_nothing_and_says_why()
    {
        var key = NewKey();
        var broken = await Assert.ThrowsAsync<IOException>(
            () => Store.PutAsync(key, new SourceStream(1_000_000) { BreakAt = 500_000 }, Ample, Stop));
        Assert.Equal("The client went away.", broken.Message);
        await AssertAbsentAsync(key);
    }

    [Fact]
    public async Task Of_puts_at_the_same_time_one_wins_whole()
    {
        const int Writers = 8;
        var key = NewKey();
        await Task.WhenAll(Enumerable.Range(1, Writers).Select(async seed =>
        {
            var length = 100_000 + (seed * 1000);
            var stored = await Store.PutAsync(key, new SourceStream(length, seed), Ample, Stop);
            Assert.Equal(new PutOutcome.Stored(length, Sha256(Bytes(length, seed))), stored);
        }));
        var read = await ReadAsync(key);
        Assert.Contains(Enumerable.Range(1, Writers), seed => Bytes(100_000 + (seed * 1000), seed).AsSpan().SequenceEqual(read));
        Assert.Empty(Leftovers());
    }

    [Fact]
    public async Task Objects_come_and_go_in_one_folder_at_the_same_time()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            var key = NewKey();
            for (var round = 0; round < 8; round++)
            {
                await PutAsync(key, Bytes(round + 1));
                Assert.Equal(Bytes(round + 1), await ReadAsync(key));
                await Store.DeleteAsync(key, Stop);
                Assert.Null(await Store.FindAsync(key, Stop));
            }
        }));
        Assert.Empty(await ListAsync());
    }
}

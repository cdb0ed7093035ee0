using System.IO.Compression;
using System.Text;
using CrowdMind.Segments;

namespace CrowdMind.Tests.Segments;

public sealed class SegmentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Pieces_that_were_packed_apart_are_one_gzip_file(int pieces)
    {
        var texts = Enumerable.Range(0, pieces).Select(piece => Text(piece, 1000 + (piece * 777))).ToArray();
        using var builder = new SegmentBuilder();
        foreach (var text in texts)
            builder.Add(Unpacking.Pack(text), rows: 1);
        Assert.Equal(pieces, builder.Rows);
        Assert.Equal(texts.Sum(text => text.Length), builder.TextBytes);
        var file = Unpacking.Read(builder.Close());

        // The reader checks length and CRC-32 of what it took for one member, and finds nothing behind it.
        using var unpacked = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(file), CompressionMode.Decompress))
            gzip.CopyTo(unpacked);
        Assert.Equal(texts.SelectMany(text => text), unpacked.ToArray());
        var whole = Unpacking.Pack([.. texts.SelectMany(text => text)]);
        Assert.Equal(whole.Crc32, builder.Crc32);
    }

    [Fact]
    public void A_builder_is_used_again()
    {
        using var builder = new SegmentBuilder();
        builder.Add(Unpacking.Pack(Text(1, 500)), rows: 1);
        builder.Close();
        builder.Clear();
        builder.Add(Unpacking.Pack(Text(2, 500)), rows: 3);
        using var gzip = new GZipStream(builder.Close(), CompressionMode.Decompress);
        Assert.Equal(Text(2, 500), Unpacking.Read(gzip));
        Assert.Equal(3, builder.Rows);
    }

    [Fact]
    public void A_builder_without_rows_makes_an_empty_file()
    {
        using var builder = new SegmentBuilder();
        builder.Add(Unpacking.Pack([]), rows: 0);
        using var gzip = new GZipStream(builder.Close(), CompressionMode.Decompress);
        Assert.Empty(Unpacking.Read(gzip));
    }

    [Fact]
    public void It_is_full_by_rows_or_by_bytes()
    {
        using var builder = new SegmentBuilder();
        builder.Add(Unpacking.Pack(Text(1, 10)), Limits.SegmentRows - 1);
        Assert.False(builder.IsFull);
        builder.Add(Unpacking.Pack(Text(1, 10)), 1);
        Assert.True(builder.IsFull);
        builder.Clear();
        var noise = new byte[Limits.SegmentBytes];
        new Random(1).NextBytes(noise);
        builder.Add(Unpacking.Pack(noise), 1);
        Assert.True(builder.IsFull);
    }

    private static byte[] Text(int seed, int length)
    {
        var random = new Random(seed);
        return Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(20)))));
    }
}

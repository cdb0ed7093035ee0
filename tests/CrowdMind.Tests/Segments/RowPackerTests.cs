using System.IO.Compression;
using System.Text;
using CrowdMind.Segments;
using CrowdMind.Synthesis;
using CrowdMind.Tests.Synthesis;

namespace CrowdMind.Tests.Segments;

public sealed class RowPackerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(300)]
    [InlineData(100_000)]
    public void Any_text_comes_out_as_it_went_in_wherever_it_is_said_to_repeat(int length)
    {
        var random = new Random(length);
        var noise = new byte[length];
        random.NextBytes(noise);
        int[] everywhere = [.. Enumerable.Range(0, length)];
        int[] somewhere = [.. everywhere.Where(_ => random.Next(9) == 0)];
        var packer = new RowPacker();
        foreach (var text in new[] { noise, new byte[length], Words(random, length) })
        {
            foreach (var places in new[] { [], somewhere, everywhere })
                Assert.Equal(text, Unpacking.Unpack(Unpacking.Pack(packer, text, places)));
        }
    }

    [Fact]
    public void A_text_may_come_in_parts_of_any_kind()
    {
        var random = new Random(5);
        var parts = new[] { Words(random, 5000), new byte[70_000], Words(random, 1), [.. Enumerable.Range(0, 256).Select(one => (byte)one)] };
        var packer = new RowPacker();
        foreach (var part in parts)
            packer.Add(part, [.. Enumerable.Range(0, part.Length)]);
        Assert.Equal(parts.SelectMany(part => part), Unpacking.Unpack(packer.Close()));
    }

    // Each frequency the sum of all before it: the worst for the lengths of words.
    [Fact]
    public void Frequencies_as_uneven_as_can_be_make_no_word_too_long()
    {
        var text = Enumerable.Range(0, 18).SelectMany(power => Enumerable.Repeat((byte)('a' + power), 1 << power)).ToArray();
        Assert.Equal(text, Unpacking.Unpack(Unpacking.Pack(text)));
    }

    [Fact]
    public void Copies_reach_as_far_as_deflate_allows_and_no_farther()
    {
        var text = new byte[80_000];
        new Random(3).NextBytes(text);
        foreach (var (place, distance) in new[] { (40_000, 32_768), (79_000, 32_769), (45_000, 1), (50_000, 24_577) })
            text.AsSpan(place - distance, 300).ToArray().CopyTo(text, place);
        int[] everywhere = [.. Enumerable.Range(0, text.Length)];
        Assert.Equal(text, Unpacking.Unpack(Unpacking.Pack(new RowPacker(), text, everywhere)));
    }

    [Fact]
    public void Rows_take_fewer_bytes_than_with_the_fastest_packer_for_any_text()
    {
        var (envelope, rows) = (new RowEnvelope(Rows.Dataset, DateTimeOffset.UnixEpoch), new RowBuffer());
        var maker = new RowGenerator(Rows.Schema(null), Rows.Vocabulary, seed: 42).CreateMaker();
        for (var row = 0; row < 450; row++)
            maker.Write(row, envelope, rows, profile: null);
        var text = rows.Written.ToArray();
        var packed = Unpacking.Pack(new RowPacker(), text, rows.Pieces);
        Assert.Equal(text, Unpacking.Unpack(packed));
        using var other = new MemoryStream();
        using (var gzip = new GZipStream(other, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(text);
        Assert.InRange(packed.Deflated.Length, 1, other.Length);
    }

    private static byte[] Words(Random random, int length)
    {
        string[] words = ["crowd ", "reaction ", "\"user_id\":\"", "a", "Mozilla/5.0 (X11; Linux) ", "Mozilla/5.0 (iPad) "];
        var text = new StringBuilder();
        while (text.Length < length)
            text.Append(words[random.Next(words.Length)]);
        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }
}

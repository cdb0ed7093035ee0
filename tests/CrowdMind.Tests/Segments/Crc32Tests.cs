using CrowdMind.Segments;

namespace CrowdMind.Tests.Segments;

public sealed class Crc32Tests
{
    // The check value of CRC-32/ISO-HDLC, which gzip uses.
    [Fact]
    public void The_known_answer_is_met() => Assert.Equal(0xCBF43926, Crc32.Of("123456789"u8));

    [Fact]
    public void The_sum_is_that_of_the_definition_for_every_length_and_however_it_is_cut()
    {
        var text = new byte[700];
        new Random(1).NextBytes(text);
        for (var length = 0; length <= text.Length; length++)
        {
            var expected = BitByBit(text.AsSpan(0, length));
            Assert.Equal(expected, Crc32.Of(text.AsSpan(0, length)));
            var cut = length / 3;
            Assert.Equal(expected, Crc32.Of(text.AsSpan(cut, length - cut), Crc32.Of(text.AsSpan(0, cut))));
            Assert.Equal(expected, Crc32.Combine(Crc32.Of(text.AsSpan(0, cut)), Crc32.Of(text.AsSpan(cut, length - cut)), length - cut));
        }
    }

    private static uint BitByBit(ReadOnlySpan<byte> text)
    {
        var state = uint.MaxValue;
        foreach (var one in text)
        {
            state ^= one;
            for (var bit = 0; bit < 8; bit++)
                state = (state & 1) != 0 ? (state >> 1) ^ 0xEDB88320 : state >> 1;
        }

        return ~state;
    }
}

using CrowdMind.Datasets;

namespace CrowdMind.Tests.Datasets;

public sealed class RowsHashTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(300)]
    public void The_sum_of_many_rows_is_that_of_each(int rows)
    {
        var hash = new RowsHash();
        var text = new byte[400];
        new Random(rows).NextBytes(text);

        // Lengths of all kinds: none, around the ends of blocks, several blocks.
        Range[] contents = [.. Enumerable.Range(0, rows).Select(row => new Range(row % 60, (row % 60) + (row % 300)))];
        var expected = contents.Aggregate(default(RowsChecksum), (sum, content) => sum + RowsChecksum.Of(text.AsSpan(content)));
        Assert.Equal(expected, hash.Sum(text, contents));
        Assert.Equal(expected, hash.Sum(text, contents));
    }

    [Fact]
    public void Every_length_gives_the_digest_of_the_standard()
    {
        var hash = new RowsHash();
        var text = new byte[200];
        new Random(7).NextBytes(text);
        for (var length = 0; length <= text.Length; length++)
            Assert.Equal(RowsChecksum.Of(text.AsSpan(0, length)), hash.Sum(text, [new Range(0, length)]));
    }
}

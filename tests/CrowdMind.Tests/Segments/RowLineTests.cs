using System.Text;
using CrowdMind.Segments;

namespace CrowdMind.Tests.Segments;

public sealed class RowLineTests
{
    private const string Line =
        """{"id":"a1","dataset_id":"d1","input_data":{"text":"he said \"label\":\"x\" }","split":"train","deep":{"created_at":1}},"label":"po\"s","meta":{"row":7,"split":"test","seed":42},"created_at":"2026-01-01T00:00:00.000000Z"}""";

    [Fact]
    public void Its_members_are_slices_of_the_line()
    {
        var row = RowLine.Read(Encoding.UTF8.GetBytes(Line));
        Assert.Equal("a1", Text(row.Id));
        Assert.Equal("d1", Text(row.DatasetId));
        Assert.Equal("""{"text":"he said \"label\":\"x\" }","split":"train","deep":{"created_at":1}}""", Text(row.Input));
        Assert.Equal("\"po\\\"s\"", Text(row.Label));
        Assert.Equal("""{"row":7,"split":"test","seed":42}""", Text(row.Meta));
        Assert.Equal("2026-01-01T00:00:00.000000Z", Text(row.CreatedAt));
    }

    [Fact]
    public void What_a_checksum_covers_begins_at_the_fields_and_ends_before_the_time()
    {
        var lines = Encoding.UTF8.GetBytes(Line + "\n" + Line + "\n");
        var second = RowLine.ContentOf(lines, lines.Length / 2);
        Assert.InRange(second.Start.Value, lines.Length / 2, lines.Length);
        var content = Text(lines.AsSpan(second));
        Assert.StartsWith("\"input_data\":{\"text\"", content, StringComparison.Ordinal);
        Assert.EndsWith("\"seed\":42}", content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("test", true)]
    [InlineData("train", false)]
    [InlineData("validation", false)]
    public void A_split_is_what_the_metadata_says_and_not_a_field_of_that_name(string split, bool holds) =>
        Assert.Equal(holds, new LineSplit(split).Holds(Encoding.UTF8.GetBytes(Line)));

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}

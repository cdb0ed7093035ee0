using System.Text;
using CrowdMind.Imports;

namespace CrowdMind.Tests.Imports;

public sealed class JsonRecordsTests
{
    [Fact]
    public void Nested_fields_are_columns_and_a_record_has_what_it_holds()
    {
        using var records = Of("{\"a\":1,\"b\":{\"c\":\"x\",\"d\":[1,{}]}}\r\n\r\n  \n{\"b\":{\"d\":null},\"e\":true}");
        Assert.True(records.Read(out var fault));
        Assert.Null(fault);
        Assert.Equal(["a", "b.c", "b.d"], records.Columns.Select(column => column.Path));
        Assert.Equal(["1", "\"x\"", "[1,{}]"], Values(records));
        Assert.True(records.Read(out fault));
        Assert.Equal((null, 4), (fault, records.Line));
        Assert.Equal(["", "", "null", "true"], Values(records));
        Assert.False(records.Read(out _));
    }

    [Theory]
    [InlineData("{\"a\":1} {}", "not valid JSON")]
    [InlineData("[1]", "no JSON object")]
    [InlineData("{\"a\":", "not valid JSON")]
    [InlineData("\u0001", "not valid JSON")]
    public void A_line_that_is_none_is_told_and_the_next_is_read(string line, string fault)
    {
        using var records = Of(line + "\n{\"a\":2}\n");
        Assert.True(records.Read(out var told));
        Assert.Contains(fault, told, StringComparison.Ordinal);
        Assert.True(records.Read(out told));
        Assert.Equal((null, 2), (told, records.Line));
        Assert.Equal(["2"], Values(records));
    }

    [Fact]
    public void A_line_without_an_end_is_not_held_in_memory()
    {
        var text = "{\"a\":\"" + new string('x', Limits.FileLineBytes * 2) + "\"}\n{\"a\":3}";
        using var records = Of(text);
        Assert.True(records.Read(out var fault));
        Assert.Contains($"{Limits.FileLineBytes}", fault, StringComparison.Ordinal);
        Assert.True(records.Read(out fault));
        Assert.Equal((null, 2), (fault, records.Line));
        Assert.Equal(["3"], Values(records));
        Assert.False(records.Read(out _));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_told()
    {
        using var records = new JsonRecords(new MemoryStream([(byte)'{', 0xFF, (byte)'}', (byte)'\n']));
        Assert.True(records.Read(out var fault));
        Assert.Contains("UTF-8", fault, StringComparison.Ordinal);
    }

    private static JsonRecords Of(string text) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static string[] Values(JsonRecords records) =>
        [.. records.Columns.Select((_, column) => Encoding.UTF8.GetString(records.Value(column)))];
}

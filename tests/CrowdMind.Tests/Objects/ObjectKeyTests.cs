using CrowdMind.Objects;

namespace CrowdMind.Tests.Objects;

public sealed class ObjectKeyTests
{
    [Theory]
    [InlineData("a.b")]
    [InlineData("model.v1.2.tflite")]
    [InlineData("models/0190a0a0-7e57-7000-8000-000000000001/model.tflite")]
    [InlineData("-/_/0.0")]
    public void A_path_whose_last_part_alone_has_dots_is_a_key(string text)
    {
        var key = ObjectKey.Parse(text);
        Assert.Equal(text, key.Value);
        Assert.Equal(text.Split('/')[^1], key.FileName);
        Assert.Equal(key, ObjectKey.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a/b")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("a..b")]
    [InlineData("..")]
    [InlineData("../a.b")]
    [InlineData("a/../b.c")]
    [InlineData("a.b/c.d")]
    [InlineData("/a.b")]
    [InlineData("a//b.c")]
    [InlineData("a.b/")]
    [InlineData("A.b")]
    [InlineData("a b.c")]
    [InlineData("a\\b.c")]
    [InlineData("a%2e.c")]
    [InlineData("é.c")]
    [InlineData("a.b\n")]
    [InlineData("a.b\0")]
    public void Anything_else_is_none(string text)
    {
        Assert.False(ObjectKey.TryParse(text, out _));
        Assert.Contains("models/", Assert.Throws<FormatException>(() => ObjectKey.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_has_at_most_255_characters()
    {
        Assert.True(ObjectKey.TryParse(new string('a', 253) + ".b", out _));
        Assert.False(ObjectKey.TryParse(new string('a', 254) + ".b", out _));
        Assert.False(ObjectKey.TryParse(null, out _));
    }

    [Fact]
    public void A_folder_gives_the_keys_in_it()
    {
        Assert.Equal("datasets/one/part.jsonl", ObjectFolder.Parse("datasets/one").Key("part.jsonl").Value);
        Assert.Equal("part.jsonl", ObjectFolder.Root.Key("part.jsonl").Value);
        Assert.Throws<FormatException>(() => ObjectFolder.Parse("datasets/one").Key("../part.jsonl"));
        foreach (var text in new[] { "", "a/", "/a", "a.b", "..", "A" })
            Assert.Throws<FormatException>(() => ObjectFolder.Parse(text));
    }

    [Theory]
    [InlineData(0, 10, 100, 0, 10)]
    [InlineData(95, 10, 100, 95, 5)]
    [InlineData(100, 10, 100, 100, 0)]
    [InlineData(500, 10, 100, 100, 0)]
    [InlineData(0, long.MaxValue, 0, 0, 0)]
    public void A_range_is_cut_at_an_object_s_end(long offset, long length, long size, long cutOffset, long cutLength) =>
        Assert.Equal(new ByteRange(cutOffset, cutLength), new ByteRange(offset, length).Within(size));
}

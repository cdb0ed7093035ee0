using System.Text;
using System.Text.Json;

namespace CrowdMind.Tests;

public sealed class RawJsonTests
{
    [Theory]
    [InlineData("""{"n":1.0,"n":-0,"big":123456789012345678901234567890,"s":"\u0041\/🎉"}""")]
    [InlineData("{ \"a\" : [ 1 ,\n 2 ] }")]
    public void JSON_text_goes_through_as_it_came(string text)
    {
        var raw = RawJson.FromUtf8(Encoding.UTF8.GetBytes(text));
        Assert.Equal(text, raw.Text);
        Assert.Equal(text, JsonSerializer.Serialize(raw));
        Assert.Equal($"[{text}]", JsonSerializer.Serialize(new[] { raw }));
        Assert.Equal(raw, JsonSerializer.Deserialize<RawJson>(text));
        Assert.Equal(raw, Assert.Single(JsonSerializer.Deserialize<RawJson[]>($"[ {text} ]") ?? []));
    }
}

namespace CrowdMind.Server.Tests.Docs;

public sealed class ShapeTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":2}""")]
    [InlineData("""{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"a":1}""", """{"a":1,"b":2}""")]
    [InlineData("""{"a":1,"b":2}""", """{"a":1}""")]
    [InlineData("""{"a":null}""", """{"a":"x"}""")]
    [InlineData("""{"a":true}""", """{"a":false}""")]
    [InlineData("""{"a":[1]}""", """{"a":[1,1]}""")]
    [InlineData("""{"type":"pong"}""", """{"type":"ping"}""")]
    [InlineData("""{"at":"2026-01-01T00:00:00.000000Z"}""", """{"at":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""["{one}","{one}"]""", """["x","y"]""")]
    [InlineData("""{"...":{"status":"ok"}}""", """{"a":{"state":"ok"}}""")]
    [InlineData("""{"a":1}""", "no JSON")]
    public void Another_shape_is_told_apart(string example, string answer) =>
        Assert.NotEmpty(Shape.Differences(example, answer, new Placeholders()));

    [Theory]
    [InlineData("""{"a":1,"b":"some words"}""", """{"b":"other words","a":1}""")]
    [InlineData("""{"at":"2026-01-01T00:00:00.000000Z"}""", """{"at":"2031-12-31T23:59:59.999999Z"}""")]
    [InlineData("""["{one}","{one}","{two}"]""", """["x","x","y"]""")]
    [InlineData("""{"...":{"status":"ok"}}""", """{"a":{"status":"ok"},"b":{"status":"bad"}}""")]
    public void The_same_shape_with_other_values_is_the_same(string example, string answer) =>
        Assert.Empty(Shape.Differences(example, answer, new Placeholders()));
}

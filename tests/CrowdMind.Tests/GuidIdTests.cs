using System.Text.Json;
using CrowdMind.TestKit;

namespace CrowdMind.Tests;

public sealed class GuidIdTests
{
    private const string Text = "01890000-0000-7000-8000-00000000abcd";

    [Fact]
    public void An_id_is_a_lower_case_UUID_in_text_and_in_JSON()
    {
        var id = JsonSerializer.Deserialize<ExperimentId>($"\"{Text.ToUpperInvariant()}\"");
        Assert.Equal(new ExperimentId(Guid.Parse(Text)), id);
        Assert.Equal(Text, id.ToString());
        Assert.Equal($"\"{Text}\"", JsonSerializer.Serialize(id));
        Assert.Equal($"\"{Text}\"", JsonSerializer.Serialize(AgentId.From(id.Value)));
        Assert.Equal($"\"{Text}\"", JsonSerializer.Serialize(ReactionId.From(id.Value)));
    }

    [Fact]
    public void New_ids_are_ordered_by_time()
    {
        var time = new ManualTime();
        var ids = new List<string>();
        for (var n = 0; n < 20; n++)
        {
            ids.Add(ReactionId.New(time).ToString());
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.Equal('7', id[14]));
        Assert.NotEqual(AgentId.New(time), AgentId.New(time));
        Assert.NotEqual(ExperimentId.New(time), ExperimentId.New(time));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("\"x\"")]
    [InlineData("null")]
    public void What_is_no_UUID_is_no_id(string json) =>
        Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize<AgentId>(json));
}

using System.Text.Json;

namespace CrowdMind.TestKit.Wire;

/// <summary>An HTTP answer, read whole.</summary>
public sealed record RestAnswer(int Status, string Text)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json
    {
        get
        {
            using JsonDocument parsed = JsonDocument.Parse(Text, new JsonDocumentOptions { MaxDepth = 512 });
            return parsed.RootElement.Clone();
        }
    }

    /// <summary>This answer, if it has the status; a failing test if not.</summary>
    public RestAnswer Expect(params int[] statuses)
    {
        Assert.True(statuses.Contains(Status), $"Expected {string.Join(" or ", statuses)}, came {Status}: {Text}");
        return this;
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CrowdMind.TestKit.Wire;

/// <summary>The server would not let a subscriber follow. The status is null where the transport has none (the hub).</summary>
public sealed class FollowRefusedException(int? status, string text) : Exception($"Refused ({status}): {text}")
{
    /// <summary>The HTTP status of the refusal.</summary>
    public int? Status => status;

    /// <summary>The body, or the hub's message.</summary>
    public string Text => text;

    /// <summary>Whether the refusal tells the log's head: in <c>error.details.head</c>, or on the hub in the message.</summary>
    public bool TellsHead(long head)
    {
        if (status is null)
            return Regex.IsMatch(text, $@"\b{head.ToString(CultureInfo.InvariantCulture)}\b");
        using JsonDocument body = JsonDocument.Parse(text);
        return body.RootElement.GetProperty("error").GetProperty("details").GetProperty("head").GetInt64() == head;
    }
}

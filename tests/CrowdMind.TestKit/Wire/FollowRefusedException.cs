using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CrowdMind.TestKit.Wire;

/// <summary>The server would not let a subscriber follow.</summary>
public sealed class FollowRefusedException(int? status, string text) : Exception($"Refused ({status}): {text}")
{
    /// <summary>A refusal on the hub, whose status, if any, stands at the start of the message.</summary>
    public FollowRefusedException(string message)
        : this(int.TryParse(message.Split(':')[0], CultureInfo.InvariantCulture, out int status) ? status : null, message)
    {
    }

    /// <summary>The HTTP status of the refusal; null when a hub's message does not say one.</summary>
    public int? Status => status;

    /// <summary>Whether it says "come back later": the server is leaving, or a proxy has none to go to.</summary>
    public bool IsPassing => status is 502 or 503 or 504;

    /// <summary>The body, or the hub's message.</summary>
    public string Text => text;

    /// <summary>Whether the refusal tells the log's head: in <c>error.details.head</c>, or on the hub in the message.</summary>
    public bool TellsHead(long head)
    {
        if (!text.StartsWith('{'))
            return Regex.IsMatch(text, $@"\b{head.ToString(CultureInfo.InvariantCulture)}\b");
        using JsonDocument body = JsonDocument.Parse(text);
        return body.RootElement.GetProperty("error").GetProperty("details").GetProperty("head").GetInt64() == head;
    }
}

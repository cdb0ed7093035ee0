using System.Globalization;

namespace CrowdMind.TestKit.Wire;

/// <summary>
/// How to follow a log. <paramref name="After"/> is text, so that a test can also give what is no number;
/// a small receive buffer makes a reader that stops reading felt by the server soon.
/// </summary>
public sealed record FollowOptions(string? After, int? ReceiveBufferBytes = null)
{
    /// <summary>After a seq, or live only.</summary>
    public FollowOptions(long? after)
        : this(after?.ToString(CultureInfo.InvariantCulture))
    {
    }

    /// <summary>The query that asks for it.</summary>
    internal string Query => After is null ? "" : $"?after={Uri.EscapeDataString(After)}";
}

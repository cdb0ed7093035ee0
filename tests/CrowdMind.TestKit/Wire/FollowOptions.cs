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

    /// <summary>The credential that is sent as a bearer token; null for none.</summary>
    public string? Credential { get; init; }

    /// <summary>The origin that a browser would send; null for none.</summary>
    public string? Origin { get; init; }

    /// <summary>The address that a proxy would say the client has; null for none.</summary>
    public string? From { get; init; }

    /// <summary>A parameter of the query beside, such as <c>ticket=…</c>; null for none.</summary>
    public string? Beside { get; init; }

    /// <summary>The query that asks for it.</summary>
    internal string Query
    {
        get
        {
            string[] parts = [.. new[] { After is null ? null : $"after={Uri.EscapeDataString(After)}", Beside }.OfType<string>()];
            return parts.Length == 0 ? "" : "?" + string.Join('&', parts);
        }
    }
}

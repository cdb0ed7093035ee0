using System.Text.Json;

namespace CrowdMind.TestKit.Wire;

/// <summary>One event as it came: its seq, its type, and its exact text.</summary>
public sealed record WireEvent(long Seq, string Type, string Raw)
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 512 };

    /// <summary>The event's <c>data</c>: the reaction, or the experiment.</summary>
    public JsonElement Data => Member("data");

    /// <summary>When the event was appended, as text (the format sorts by time).</summary>
    public string At => Member("ts").GetString() ?? throw new FormatException($"No ts in {Raw}");

    /// <summary>Where the publisher stood in its trace, if the event says so.</summary>
    public string? TraceParent => TryMember("traceparent", out JsonElement text) ? text.GetString() : null;

    /// <summary>The id of the reaction, or of the experiment.</summary>
    public Guid Id => Data.GetProperty("id").GetGuid();

    /// <summary>The reaction's payload, byte for byte.</summary>
    public string Payload => Data.GetProperty("payload").GetRawText();

    /// <summary>Whether this is a reaction, not a change of the experiment's status.</summary>
    public bool IsReaction => Type == "reaction_created";

    /// <summary>Reads an event; anything without the four members is refused.</summary>
    public static WireEvent Parse(string raw)
    {
        using JsonDocument parsed = JsonDocument.Parse(raw, Deep);
        JsonElement root = parsed.RootElement;
        if (root.GetProperty("data").ValueKind != JsonValueKind.Object || !root.TryGetProperty("ts", out _))
            throw new FormatException($"Not an event: {raw}");
        string type = root.GetProperty("type").GetString() ?? throw new FormatException($"No type: {raw}");
        return new WireEvent(root.GetProperty("seq").GetInt64(), type, raw);
    }

    /// <inheritdoc/>
    public override string ToString() => Raw;

    private JsonElement Member(string name) =>
        TryMember(name, out JsonElement member) ? member : throw new KeyNotFoundException($"No {name} in {Raw}");

    private bool TryMember(string name, out JsonElement member)
    {
        using JsonDocument parsed = JsonDocument.Parse(Raw, Deep);
        bool found = parsed.RootElement.TryGetProperty(name, out member);
        member = found ? member.Clone() : default;
        return found;
    }
}

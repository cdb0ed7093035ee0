using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace CrowdMind.Server.Wire;

/// <summary>Merges a patch into a JSON object (RFC 7396); what the patch does not name stays as it was written.</summary>
internal sealed class MergePatch
{
    private readonly ArrayBufferWriter<byte> _text = new();

    private MergePatch()
    {
    }

    /// <summary>Merges.</summary>
    /// <param name="target">What is there; null counts as an empty object.</param>
    /// <param name="patch">An object.</param>
    public static RawJson Apply(RawJson? target, JsonElement patch)
    {
        using var before = JsonDocument.Parse(target?.Text ?? "{}", JsonBody.Options);
        var merged = new MergePatch();
        merged.Write(before.RootElement, patch);
        return RawJson.FromUtf8(merged._text.WrittenSpan);
    }

    private void Write(JsonElement? target, JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object)
        {
            _text.Write(JsonMarshal.GetRawUtf8Value(patch));
            return;
        }

        // By name, since a search from member to member would take the square of their number. Of a member that comes twice
        // the last one counts, as everywhere.
        var changes = Members(patch);
        var there = target is { ValueKind: JsonValueKind.Object } known ? Members(known) : [];
        var comma = "{"u8;
        foreach (var (name, member) in there)
        {
            if (!changes.TryGetValue(name, out var change))
                WriteMember(ref comma, member, () => _text.Write(JsonMarshal.GetRawUtf8Value(member.Value)));
            else if (change.Value.ValueKind != JsonValueKind.Null)
                WriteMember(ref comma, member, () => Write(member.Value, change.Value));
        }

        foreach (var (name, change) in changes)
        {
            if (change.Value.ValueKind != JsonValueKind.Null && !there.ContainsKey(name))
                WriteMember(ref comma, change, () => Write(null, change.Value));
        }

        _text.Write(comma[0] == (byte)'{' ? "{}"u8 : "}"u8);
    }

    /// <summary>In the order in which their names first come.</summary>
    private static OrderedDictionary<string, JsonProperty> Members(JsonElement json)
    {
        var members = new OrderedDictionary<string, JsonProperty>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
            members[member.Name] = member;
        return members;
    }

    private void WriteMember(ref ReadOnlySpan<byte> comma, JsonProperty member, Action writeValue)
    {
        _text.Write(comma);
        _text.Write("\""u8);
        _text.Write(JsonMarshal.GetRawUtf8PropertyName(member));
        _text.Write("\":"u8);
        writeValue();
        comma = ","u8;
    }
}

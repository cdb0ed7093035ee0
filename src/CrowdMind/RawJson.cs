using System.Text;
using System.Text.Json.Serialization;

namespace CrowdMind;

/// <summary>JSON text that is kept and passed on as it came, never re-modelled.</summary>
/// <param name="Text">Valid JSON.</param>
[JsonConverter(typeof(RawJsonConverter))]
public readonly record struct RawJson(string Text)
{
    /// <summary>Takes over UTF-8 bytes that are known to be valid JSON.</summary>
    public static RawJson FromUtf8(ReadOnlySpan<byte> utf8) => new(Encoding.UTF8.GetString(utf8));
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrowdMind;

/// <summary>Reads and writes an id as a lower-case UUID string (RFC 9562, section 4).</summary>
/// <typeparam name="TId">The id type.</typeparam>
public sealed class GuidIdJsonConverter<TId> : JsonConverter<TId> where TId : struct, IGuidId<TId>
{
    /// <inheritdoc/>
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TId.From(reader.GetGuid());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

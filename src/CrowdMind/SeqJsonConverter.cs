using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrowdMind;

/// <summary>Reads and writes a <see cref="Seq"/> as a JSON number.</summary>
public sealed class SeqJsonConverter : JsonConverter<Seq>
{
    /// <inheritdoc/>
    public override Seq Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetInt64());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Seq value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Value);
}

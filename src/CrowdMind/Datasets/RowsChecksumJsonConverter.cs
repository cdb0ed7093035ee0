using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrowdMind.Datasets;

/// <summary>Reads and writes a checksum as 64 lower-case hexadecimal digits.</summary>
public sealed class RowsChecksumJsonConverter : JsonConverter<RowsChecksum>
{
    /// <inheritdoc/>
    public override RowsChecksum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Convert.FromHexString(reader.GetString() ?? "") is { Length: RowsChecksum.Length } bytes
            ? RowsChecksum.Read(bytes)
            : throw new JsonException("A checksum has 64 hexadecimal digits.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RowsChecksum value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

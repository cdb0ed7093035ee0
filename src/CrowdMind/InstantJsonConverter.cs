using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrowdMind;

/// <summary>Writes times as <see cref="Instants.Format"/>.</summary>
public sealed class InstantJsonConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Instants.TextLength];
        Instants.Write(value, text);
        writer.WriteStringValue(text);
    }
}

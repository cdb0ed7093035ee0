using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrowdMind.Agents;

/// <summary>Reads and writes an operator as the text it is written as.</summary>
public sealed class SupportedOperatorJsonConverter : JsonConverter<SupportedOperator>
{
    /// <inheritdoc/>
    public override SupportedOperator Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SupportedOperator.TryParse(reader.GetString() ?? "") ?? throw new JsonException("Not the name of an operator.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SupportedOperator value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

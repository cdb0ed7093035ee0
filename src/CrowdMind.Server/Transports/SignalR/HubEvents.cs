using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrowdMind.Logs;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>A batch as an item of a hub stream: an array of events.</summary>
/// <param name="Batch">The events.</param>
[JsonConverter(typeof(HubEventsJsonConverter))]
internal sealed record HubEvents(EventBatch Batch);

/// <summary>Writes a batch as the bytes it already is.</summary>
internal sealed class HubEventsJsonConverter : JsonConverter<HubEvents>
{
    /// <inheritdoc/>
    public override HubEvents Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Events are only sent.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, HubEvents value, JsonSerializerOptions options)
    {
        var array = new ArrayBufferWriter<byte>(value.Batch.Bytes + value.Batch.Count + 2);
        array.Write("["u8);
        HubFrames.WriteEvents(array, value.Batch);
        array.Write("]"u8);
        writer.WriteRawValue(array.WrittenSpan, skipInputValidation: true);
    }
}

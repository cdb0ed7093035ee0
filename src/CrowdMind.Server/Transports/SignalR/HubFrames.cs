using System.Buffers;
using System.Text;
using CrowdMind.Logs;
using Microsoft.AspNetCore.SignalR;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>
/// A batch as one <c>ReceiveEvents</c> invocation of the hub's JSON protocol, encoded once for all connections.
/// </summary>
internal sealed class HubFrames : BatchEncoding<SerializedHubMessage>
{
    /// <summary>The one instance, by which batches know their frames.</summary>
    public static readonly HubFrames Instance = new();

    private const byte RecordSeparator = 0x1e;

    /// <inheritdoc/>
    public override SerializedHubMessage Encode(EventBatch batch) =>
        new([new SerializedMessage("json", Message(batch).ToArray())]);

    /// <summary>The message, with the mark that ends it.</summary>
    public static ReadOnlyMemory<byte> Message(EventBatch batch)
    {
        var message = new ArrayBufferWriter<byte>(batch.Bytes + batch.Count + 128);
        message.Write("{\"type\":1,\"target\":\"ReceiveEvents\",\"arguments\":[\""u8);
        Encoding.ASCII.GetBytes(batch.ExperimentId.ToString(), message);
        message.Write("\",["u8);
        WriteEvents(message, batch);
        message.Write("]]}"u8);
        message.Write([RecordSeparator]);
        return message.WrittenMemory;
    }

    /// <summary>Writes the events with commas between them.</summary>
    public static void WriteEvents(IBufferWriter<byte> target, EventBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            if (i > 0)
                target.Write(","u8);
            target.Write(batch[i].Json.Span);
        }
    }
}

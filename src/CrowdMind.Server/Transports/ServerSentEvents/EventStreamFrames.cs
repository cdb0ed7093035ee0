using System.Buffers;
using System.Text;
using CrowdMind.Logs;

namespace CrowdMind.Server.Transports.ServerSentEvents;

/// <summary>
/// Events as an event stream carries them (HTML Living Standard, section 9.2): the seq as <c>id</c>, the type as
/// <c>event</c>, the event as one line of <c>data</c>.
/// </summary>
internal sealed class EventStreamFrames : BatchEncoding<byte[]>
{
    /// <summary>The one instance, by which batches know their frames.</summary>
    public static readonly EventStreamFrames Instance = new();

    /// <inheritdoc/>
    public override byte[] Encode(EventBatch batch)
    {
        var frames = new ArrayBufferWriter<byte>(batch.Bytes + (batch.Count * 64));
        for (var i = 0; i < batch.Count; i++)
        {
            var entry = batch[i];
            frames.Write("id: "u8);
            Encoding.ASCII.GetBytes(entry.Seq.ToString(), frames);
            frames.Write("\nevent: "u8);
            frames.Write(entry.Type.Utf8Name());
            frames.Write("\ndata: "u8);
            var json = entry.Json.Span;
            OneLine.Copy(json, frames.GetSpan(json.Length));
            frames.Advance(json.Length);
            frames.Write("\n\n"u8);
        }

        return frames.WrittenSpan.ToArray();
    }
}

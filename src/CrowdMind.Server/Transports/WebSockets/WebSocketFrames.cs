using System.Buffers;
using System.Buffers.Binary;
using CrowdMind.Logs;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>
/// Text frames as a server sends them (RFC 6455, section 5.2): whole messages, not masked, so one set of bytes serves every
/// subscriber.
/// </summary>
internal sealed class WebSocketFrames : BatchEncoding<byte[]>
{
    private const byte FinalText = 0x81;
    private const int LongestHeader = 10;

    /// <summary>The one instance, by which batches know their frames.</summary>
    public static readonly WebSocketFrames Instance = new();

    /// <summary>Frames every event of the batch, one message each.</summary>
    public override byte[] Encode(EventBatch batch)
    {
        var length = 0;
        for (var i = 0; i < batch.Count; i++)
            length += HeaderLength(batch[i].Json.Length) + batch[i].Json.Length;
        var frames = GC.AllocateUninitializedArray<byte>(length);
        var rest = frames.AsSpan();
        for (var i = 0; i < batch.Count; i++)
        {
            var json = batch[i].Json.Span;
            rest = rest[WriteHeader(rest, json.Length)..];
            json.CopyTo(rest);
            rest = rest[json.Length..];
        }

        return frames;
    }

    /// <summary>Appends a message to others.</summary>
    public static void Write(IBufferWriter<byte> target, ReadOnlySpan<byte> text)
    {
        target.Advance(WriteHeader(target.GetSpan(LongestHeader), text.Length));
        target.Write(text);
    }

    private static int HeaderLength(int length) => length switch { <= 125 => 2, <= ushort.MaxValue => 4, _ => LongestHeader };

    private static int WriteHeader(Span<byte> target, int length)
    {
        target[0] = FinalText;
        var header = HeaderLength(length);
        switch (header)
        {
            case 2:
                target[1] = (byte)length;
                break;
            case 4:
                target[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(target[2..], (ushort)length);
                break;
            default:
                target[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(target[2..], (ulong)length);
                break;
        }

        return header;
    }
}

using CrowdMind.Logs;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>Events as a plain WebSocket carries them: one text frame each.</summary>
internal sealed class WebSocketFrames : BatchEncoding<byte[]>
{
    /// <summary>The one instance, by which batches know their frames.</summary>
    public static readonly WebSocketFrames Instance = new();

    /// <inheritdoc/>
    public override byte[] Encode(EventBatch batch)
    {
        var length = 0;
        for (var i = 0; i < batch.Count; i++)
            length += TextFrames.Length(batch[i].Json.Length);
        var frames = GC.AllocateUninitializedArray<byte>(length);
        var rest = frames.AsSpan();
        for (var i = 0; i < batch.Count; i++)
            rest = rest[TextFrames.Write(rest, batch[i].Json.Span)..];
        return frames;
    }
}

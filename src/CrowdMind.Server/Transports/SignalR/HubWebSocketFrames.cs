using CrowdMind.Logs;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>The hub's message of a batch as one WebSocket text frame, for connections whose transport is a WebSocket.</summary>
internal sealed class HubWebSocketFrames : BatchEncoding<byte[]>
{
    /// <summary>The one instance, by which batches know their frames.</summary>
    public static readonly HubWebSocketFrames Instance = new();

    /// <inheritdoc/>
    public override byte[] Encode(EventBatch batch) => TextFrames.One(HubFrames.Message(batch));
}

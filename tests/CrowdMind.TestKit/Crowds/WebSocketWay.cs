using System.Globalization;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.TestKit.Crowds;

/// <summary>Reactions pipelined on a WebSocket that is kept; their acks must come in the order sent.</summary>
public sealed class WebSocketWay(Uri server, Guid experiment, int reactionsAtOnce) : IPublishingWay
{
    private WebSocketClient? _socket;

    /// <inheritdoc/>
    public int ReactionsAtOnce => reactionsAtOnce;

    /// <inheritdoc/>
    public async Task PublishAsync(
        IReadOnlyList<Reaction> reactions, Action<Guid, SeqRange> acknowledged, CancellationToken cancellation)
    {
        try
        {
            _socket ??= await WebSocketClient.ConnectAsync(server, experiment, cancellation);
            for (int i = 0; i < reactions.Count; i++)
                await _socket.PublishAsync(reactions[i], Reference(i), cancellation);
            for (int i = 0; i < reactions.Count; i++)
            {
                WebSocketAnswer ack = await ReadAckAsync(_socket, Reference(i), cancellation);
                acknowledged(ack.Id, SeqRange.At(ack.Seq));
            }
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_socket is not null)
            await _socket.DisposeAsync();
        _socket = null;
    }

    private static async Task<WebSocketAnswer> ReadAckAsync(WebSocketClient socket, string reference, CancellationToken cancellation)
    {
        WebSocketAnswer answer = await socket.ReadAnswerAsync(cancellation)
            ?? throw new PublishFailedException($"The connection ended: {socket.End}");
        if (!answer.IsAck && answer.StatusCode is 429 or 503)
            throw new PublishFailedException(answer.Frame.GetRawText());
        Assert.True(answer.IsAck && answer.Ref == reference, $"Expected the ack of {reference}, came {answer.Frame}");
        return answer;
    }

    private static string Reference(int i) => i.ToString(CultureInfo.InvariantCulture);
}

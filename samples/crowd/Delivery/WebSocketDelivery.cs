using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using Crowd.Agents;
using Crowd.Watching;

namespace Crowd.Delivery;

/// <summary>
/// Frames over one WebSocket, sent without waiting for each other's acknowledgement. After a broken connection what
/// was not acknowledged is sent again, in order, before anything new.
/// </summary>
internal sealed class WebSocketDelivery(Uri experimentSocket, Ledger ledger) : IDelivery
{
    private readonly Backoff _backoff = new();
    private readonly Unanswered _unanswered = new();

    public async Task DeliverAsync(ChannelReader<Reaction> reactions, CancellationToken cancel)
    {
        while (_unanswered.Count > 0 || await reactions.WaitToReadAsync(cancel))
        {
            try
            {
                await DeliverOverOneAsync(reactions, cancel);
                if (IsDone(reactions))
                    return;
            }
            catch (Exception e) when (e is WebSocketException or IOException or HttpRequestException)
            {
                // The connection broke; the next one begins with what this one left unanswered.
            }

            await _backoff.WaitAsync(null, cancel);
        }
    }

    private async Task DeliverOverOneAsync(ChannelReader<Reaction> reactions, CancellationToken cancel)
    {
        using var socket = await FrameSocket.ConnectAsync(experimentSocket, cancel);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reading = ReadAnswersAsync(socket, reactions, ended);
        try
        {
            foreach (var (reference, reaction) in _unanswered.InOrder())
                await SendAsync(socket, reference, reaction, ended.Token);
            await SendNewAsync(socket, reactions, ended.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The reader has seen the end of the connection.
        }
        finally
        {
            await reading;
        }

        await socket.CloseAsync(cancel);
    }

    private async Task SendNewAsync(FrameSocket socket, ChannelReader<Reaction> reactions, CancellationToken ended)
    {
        while (await reactions.WaitToReadAsync(ended))
        {
            await _unanswered.TakeSlotAsync(ended);
            if (reactions.TryRead(out var reaction))
                await SendAsync(socket, _unanswered.Put(reaction), reaction, ended);
            else
                _unanswered.GiveSlotBack(); // another connection was faster
        }

        if (_unanswered.Count == 0) // or the reader would wait for an answer that it has taken already
            await socket.CloseAsync(ended);
    }

    /// <summary>Takes answers until the connection ends, or until all is sent and answered.</summary>
    private async Task ReadAnswersAsync(
        FrameSocket socket, ChannelReader<Reaction> reactions, CancellationTokenSource ended)
    {
        try
        {
            while (await socket.ReadAsync(ended.Token) is { } frame)
            {
                Take(frame);
                if (IsDone(reactions))
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    private void Take(ReadOnlyMemory<byte> frame)
    {
        var answer = JsonSerializer.Deserialize<Answer>(frame.Span);
        if (answer is not { Type: "ack" or "error", Ref: { } reference })
            return;
        if (answer.StatusCode is 404 or 409)
            throw new CannotGoOnException(answer.Message ?? $"The server refused with {answer.StatusCode}.");
        if (answer.StatusCode is 429 or >= 500)
            throw new IOException("The server is busy; a new connection sends it again after a pause.");
        if (_unanswered.Answered(reference) is not { } reaction)
            return;
        _backoff.Reset();
        if (answer.Type == "ack")
        {
            ledger.Acknowledged(reaction.Id, answer.Seq);
            ledger.Duplicates(answer.Duplicate ? 1 : 0);
        }
        else
        {
            ledger.Refused(1);
        }
    }

    private static ValueTask SendAsync(FrameSocket socket, long reference, Reaction reaction, CancellationToken cancel)
    {
        var frame = new Frame("reaction", reference, reaction.Id, reaction.AgentId, reaction.Payload);
        return socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame), cancel);
    }

    private bool IsDone(ChannelReader<Reaction> reactions) =>
        reactions.Completion.IsCompleted && _unanswered.Count == 0;

    private sealed record Frame(
        [property: JsonPropertyName("type")] string Type,
        [property: JsonPropertyName("ref")] long Ref,
        [property: JsonPropertyName("id")] Guid Id,
        [property: JsonPropertyName("agent_id")] Guid AgentId,
        [property: JsonPropertyName("payload")] Payload Payload);

    private sealed record Answer(
        [property: JsonPropertyName("type")] string? Type,
        [property: JsonPropertyName("ref")] long? Ref,
        [property: JsonPropertyName("seq")] long? Seq,
        [property: JsonPropertyName("duplicate")] bool Duplicate,
        [property: JsonPropertyName("message")] string? Message,
        [property: JsonPropertyName("status_code")] int? StatusCode);
}

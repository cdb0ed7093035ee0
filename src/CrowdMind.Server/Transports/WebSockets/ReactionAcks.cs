using System.Buffers;
using System.Threading.Channels;
using CrowdMind.Logs;
using CrowdMind.Recording;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>
/// The reactions of one socket on their way: appended in the order they came, answered in that order, as many at once as
/// are ready. A client need not wait for one answer before it sends the next reaction.
/// </summary>
/// <param name="experimentId">The socket's experiment.</param>
/// <param name="writer">Where reactions go.</param>
/// <param name="publishing">How drafts are made.</param>
/// <param name="output">Where answers go.</param>
/// <param name="pass">Who publishes.</param>
internal sealed class ReactionAcks(
    ExperimentId experimentId, LogWriter writer, Publishing publishing, SharedOutput output, SocketPass pass)
{
    // Made with the first reaction: most sockets only listen.
    private Channel<PendingAck>? _pending;
    private Task _answering = Task.CompletedTask;

    /// <summary>Queues a reaction for appending and its answer; waits while too many are on their way.</summary>
    public async ValueTask TakeAsync(ReactionMessage message)
    {
        if (_pending is null)
        {
            _pending = Channel.CreateBounded<PendingAck>(Limits.SocketAppendsInFlight);
            _answering = AnswerAsync(_pending);
        }

        await _pending.Writer.WriteAsync(await EnqueueAsync(message));
    }

    /// <summary>Takes no more, and returns when everything taken has been answered or the connection is gone.</summary>
    public Task CompleteAsync()
    {
        _pending?.Writer.TryComplete();
        return _answering;
    }

    private async ValueTask<PendingAck> EnqueueAsync(ReactionMessage message)
    {
        if (message.Ref.Length > Limits.RefBytes)
            return new PendingAck(default, default, null, Problem.RefTooLong(message.Ref.Length));

        // A copy: a slice would keep the whole frame until the answer is read.
        var reference = message.Ref.ToArray();
        if (ReactionReader.Check(message, experimentId, pass.Caller) is { } problem)
            return new PendingAck(reference, default, null, problem);
        var draft = publishing.Draft(message);
        try
        {
            var request = new AppendRequest.Reactions(experimentId, [draft]);
            return new PendingAck(reference, draft.Id, await writer.EnqueueAsync(request, CancellationToken.None), null);
        }
        catch (ObjectDisposedException)
        {
            return new PendingAck(reference, default, null, Problem.Draining());
        }
    }

    private async Task AnswerAsync(Channel<PendingAck> pending)
    {
        var frames = new ArrayBufferWriter<byte>();
        try
        {
            while (await pending.Reader.WaitToReadAsync())
            {
                while (frames.WrittenCount < Limits.AckBytes && pending.Reader.TryPeek(out var next)
                    && (frames.WrittenCount == 0 || next.IsReady))
                {
                    pending.Reader.TryRead(out _);
                    TextFrames.Write(frames, await AnswerAsync(next));
                }

                await output.WriteAsync(frames.WrittenMemory);
                frames.ResetWrittenCount();
            }
        }
        catch (IOException gone)
        {
            pending.Writer.TryComplete(gone);
        }
    }

    private async Task<byte[]> AnswerAsync(PendingAck ack)
    {
        if (ack.Outcome is null)
            return AnswerFrames.Error(ack.Ref, ack.Problem!);
        try
        {
            return await ack.Outcome is var outcome && outcome is AppendOutcome.Appended { Reactions: [var appended] }
                ? AnswerFrames.Ack(ack.Ref, ack.Id, appended)
                : AnswerFrames.Error(ack.Ref, Problem.From(outcome, experimentId));
        }
        catch (LogUnavailableException)
        {
            return AnswerFrames.Error(ack.Ref, Problem.DatabaseUnavailable());
        }
    }

    private readonly record struct PendingAck(
        ReadOnlyMemory<byte> Ref, ReactionId Id, Task<AppendOutcome>? Outcome, Problem? Problem)
    {
        public bool IsReady => Outcome?.IsCompleted ?? true;
    }
}

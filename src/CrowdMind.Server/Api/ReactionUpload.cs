using System.Buffers;
using System.IO.Pipelines;
using CrowdMind.Keys;
using CrowdMind.Logs;
using CrowdMind.Server.Admission;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace CrowdMind.Server.Api;

/// <summary>
/// An NDJSON body of any length: what has arrived is appended while the rest is still on its way, and no more than two
/// chunks are held, one that is read and one that is appended. At a bad line it stops; the lines before it stand and are counted.
/// </summary>
/// <param name="uploads">What all uploads share.</param>
/// <param name="experimentId">The experiment the reactions are for.</param>
/// <param name="caller">Who publishes.</param>
/// <param name="party">To whom it is counted.</param>
internal sealed class ReactionUpload(ReactionUploads uploads, ExperimentId experimentId, Caller caller, Party party)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(Limits.UploadSilenceMinutes);

    private readonly Publishing _publishing = uploads.Publishing;
    private readonly AppendTally _tally = new();
    private readonly List<ReactionDraft> _drafts = [];
    private readonly List<long> _lines = [];
    private long _line;
    private TraceParent _traceParent;
    private volatile bool _revoked;

    /// <summary>The credential has ended: what has been read stands, no more is read. Does not wait.</summary>
    public void Revoke(HttpRequest request)
    {
        _revoked = true;
        request.BodyReader.CancelPendingRead();
    }

    /// <summary>Reads the body to its end or to the first bad line.</summary>
    public async Task<IResult> RunAsync(HttpContext context, CancellationToken cancellationToken)
    {
        // A device may send a line now and then; how long it may say nothing is bounded below.
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        _traceParent = TraceHeader.Read(context.Request);
        var body = context.Request.BodyReader;
        var appending = Task.FromResult<Problem?>(null);
        while (true)
        {
            var read = await ReadAsync(context.Request, appending, cancellationToken);
            if (read.IsCanceled)
            {
                body.AdvanceTo(read.Buffer.Start);
                return await appending ?? _tally.Stop(_revoked ? Problem.CredentialEnded() : Problem.Silent(), _line + 1);
            }

            var chunk = ArrayPool<byte>.Shared.Rent((int)Math.Min(read.Buffer.Length, ChunkCapacity));
            var problem = TakeLines(read, chunk, out var consumed);
            var rest = read.Buffer.Slice(consumed);
            if (problem is null && !read.IsCompleted && rest.Length > _publishing.MessageLimit && _drafts.Count == 0)
            {
                _line++;
                problem = Problem.TooLarge("It", _publishing.MessageLimit);
            }

            var finished = read.IsCompleted && rest.IsEmpty;
            body.AdvanceTo(consumed, _drafts.Count > 0 || finished ? consumed : read.Buffer.End);

            // One after the other, so that nothing is appended behind what was refused.
            if (await appending is { } refused)
                return refused;
            appending = AppendAsync(chunk, cancellationToken);
            if (problem is null && !finished)
                continue;
            if (await appending is { } last)
                return last;
            return problem is null ? TypedResults.Ok(_tally.ToResponse()) : _tally.Stop(problem, _line);
        }
    }

    /// <summary>
    /// Reads on while the lines before are appended. When those are refused, that is answered at once and not with the next
    /// line: then the reading is cancelled. So it is when nothing has come for too long.
    /// </summary>
    private async ValueTask<ReadResult> ReadAsync(
        HttpRequest request, Task<Problem?> appending, CancellationToken cancellationToken)
    {
        var reading = request.ReadBodyAsync(cancellationToken);
        if (reading.IsCompleted)
            return await reading;
        var read = reading.AsTask();
        await Task.WhenAny(read, appending);
        if (!read.IsCompleted && appending is not { IsCompletedSuccessfully: true, Result: null })
            request.BodyReader.CancelPendingRead();
        try
        {
            // The read is cancelled, and not this: the body must not be left with a read under way.
            return await read.WaitAsync(Silence, uploads.Time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            request.BodyReader.CancelPendingRead();
            return await read;
        }
    }

    private int ChunkCapacity => Limits.ChunkBytes + _publishing.MessageLimit;

    /// <summary>Reads the lines that are whole, as many as fit a chunk, into the chunk.</summary>
    private Problem? TakeLines(ReadResult read, byte[] chunk, out SequencePosition consumed)
    {
        var used = 0;
        var reader = new SequenceReader<byte>(read.Buffer);
        consumed = read.Buffer.Start;
        while (_drafts.Count < Limits.ChunkReactions && used < Limits.ChunkBytes && TryLine(ref reader, read, out var line))
        {
            _line++;
            if (line.Length > _publishing.MessageLimit)
                return Problem.TooLarge("It", _publishing.MessageLimit);
            var copy = chunk.AsMemory(used, (int)line.Length);
            line.CopyTo(copy.Span);
            used += copy.Length;
            consumed = reader.Position;
            if (copy.Span.TrimEnd("\r \t"u8).IsEmpty)
                continue;
            var message = _publishing.Read(copy);
            if (ReactionReader.Check(message, experimentId, caller) is { } problem)
                return problem;
            _drafts.Add(_publishing.Draft(message, _traceParent));
            _lines.Add(_line);
        }

        return null;
    }

    private static bool TryLine(ref SequenceReader<byte> reader, ReadResult read, out ReadOnlySequence<byte> line)
    {
        if (reader.TryReadTo(out line, (byte)'\n'))
            return true;
        if (!read.IsCompleted || reader.End)
            return false;
        line = reader.UnreadSequence;
        reader.AdvanceToEnd();
        return true;
    }

    /// <summary>Appends what was read, and gives the chunk that holds it back.</summary>
    private async Task<Problem?> AppendAsync(byte[] chunk, CancellationToken cancellationToken)
    {
        try
        {
            if (_drafts.Count == 0)
                return null;
            var (drafts, lines) = (_drafts.ToArray(), _lines.ToArray());
            _drafts.Clear();
            _lines.Clear();
            return await AppendAsync(drafts, lines, cancellationToken);
        }
        finally
        {
            // Whatever was appended has been written and encoded by now.
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <summary>Appends reactions; when an agent is unknown, those before it.</summary>
    private async Task<Problem?> AppendAsync(ReactionDraft[] drafts, long[] lines, CancellationToken cancellationToken)
    {
        var bad = 0;
        var outcome = await AppendAsync(drafts, cancellationToken);
        if (outcome is AppendOutcome.AgentNotFound { Index: > 0 and var index })
        {
            var before = await AppendAsync(drafts[..index], cancellationToken);
            (outcome, bad) = before is AppendOutcome.Appended ? (outcome, index) : (before, 0);
        }
        else if (outcome is AppendOutcome.Appended)
        {
            return null;
        }

        return _tally.Stop(Problem.From(outcome, experimentId), lines[bad]);
    }

    private async Task<AppendOutcome> AppendAsync(ReactionDraft[] drafts, CancellationToken cancellationToken)
    {
        await uploads.Rates.WaitAsync(party, experimentId, drafts.Length, cancellationToken);
        var outcome = await uploads.Writer.AppendPatientlyAsync(new AppendRequest.Reactions(experimentId, drafts), cancellationToken);
        if (outcome is AppendOutcome.Appended appended)
            _tally.Add(appended);
        return outcome;
    }
}

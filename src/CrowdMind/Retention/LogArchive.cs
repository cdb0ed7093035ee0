using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using CrowdMind.Experiments;
using CrowdMind.Logs;
using CrowdMind.Objects;

namespace CrowdMind.Retention;

/// <summary>
/// Stores a whole log as one object: its events as they are, one a line, packed with gzip (RFC 1952). The object is complete
/// or absent; storing it again replaces it.
/// </summary>
/// <param name="log">Where the events are.</param>
/// <param name="objects">Where the object goes.</param>
public sealed class LogArchive(IExperimentLog log, IObjectStore objects)
{
    /// <summary>Where an experiment's log is stored.</summary>
    public static ObjectKey KeyOf(ExperimentId id) => ObjectKey.Parse($"archives/experiments/{id}.jsonl.gz");

    /// <summary>Stores the log from its first event to the experiment's head.</summary>
    /// <exception cref="LogUnavailableException">The log cannot be read, or ends before the head.</exception>
    /// <exception cref="ObjectStoreUnavailableException">The store does not take it.</exception>
    public async Task<ObjectKey> StoreAsync(Experiment experiment, CancellationToken cancellationToken)
    {
        var key = KeyOf(experiment.Id);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pipe = new Pipe();
        var packing = PackAsync(experiment, pipe.Writer, over.Token);
        try
        {
            return await objects.PutAsync(key, pipe.Reader.AsStream(), long.MaxValue, cancellationToken) switch
            {
                PutOutcome.Stored => key,
                PutOutcome.TooLargeForStore large => throw new ObjectStoreUnavailableException(
                    $"The store takes no object of {large.Size} bytes.", new InvalidDataException($"{key} has {large.Size} bytes.")),
                var strange => throw new InvalidOperationException($"Not an ending this knows: {strange}."),
            };
        }
        finally
        {
            await over.CancelAsync();
            await pipe.Reader.CompleteAsync();
            await packing;
        }
    }

    // Never throws: whoever reads what is packed is told what went wrong.
    private async Task PackAsync(Experiment experiment, PipeWriter target, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await using var gzip = new GZipStream(target.AsStream(leaveOpen: true), CompressionLevel.Optimal);
            for (var after = Seq.Zero; after < experiment.LastSeq;)
            {
                var page = await log.ReadAfterAsync(experiment.Id, after, cancellationToken) ?? throw Ended(experiment, after);
                page = page.UpTo(experiment.LastSeq);
                await WriteAsync(page, gzip, cancellationToken);
                after = page.Last;
            }
        }
        catch (Exception any)
        {
            failure = any;
        }

        await target.CompleteAsync(failure);
    }

    private static async Task WriteAsync(EventBatch page, Stream target, CancellationToken cancellationToken)
    {
        var lines = ArrayPool<byte>.Shared.Rent(page.Bytes + page.Count);
        try
        {
            var used = 0;
            for (var i = 0; i < page.Count; i++)
            {
                var json = page[i].Json.Span;
                OneLine.Copy(json, lines.AsSpan(used));
                lines[used + json.Length] = (byte)'\n';
                used += json.Length + 1;
            }

            await target.WriteAsync(lines.AsMemory(0, used), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(lines);
        }
    }

    private static LogUnavailableException Ended(Experiment experiment, Seq after) => new(
        $"The log of experiment {experiment.Id} ends at {after}, before its head {experiment.LastSeq}.",
        new InvalidDataException("It is being deleted, or it is damaged."));
}

using System.IO.Compression;
using System.Runtime.CompilerServices;
using CrowdMind.Datasets;
using CrowdMind.Objects;

namespace CrowdMind.Segments;

/// <summary>Reads what segments hold, in order and in constant memory.</summary>
/// <param name="objects">Where they lie.</param>
public sealed class SegmentFiles(IObjectStore objects)
{
    /// <summary>The length of the gzip file that <see cref="CopyPackedAsync"/> writes.</summary>
    public static long PackedBytes(IReadOnlyList<Segment> segments) =>
        GzipFrame.HeaderBytes + GzipFrame.TrailerBytes
        + segments.Sum(segment => segment.Bytes - GzipFrame.HeaderBytes - GzipFrame.TrailerBytes);

    /// <summary>Writes the segments as one gzip file, without unpacking them.</summary>
    /// <exception cref="SegmentLostException">A segment is not there any more.</exception>
    public async Task CopyPackedAsync(IReadOnlyList<Segment> segments, Stream target, CancellationToken cancellationToken)
    {
        await target.WriteAsync(GzipFrame.Header.ToArray(), cancellationToken);
        var (crc32, length) = (0u, 0L);
        foreach (var segment in segments)
        {
            var content = new ByteRange(
                GzipFrame.HeaderBytes, segment.Bytes - GzipFrame.HeaderBytes - GzipFrame.TrailerBytes);
            await using var opened = await OpenAsync(segment, content, cancellationToken);
            await opened.Bytes.CopyToAsync(target, Limits.ObjectBufferBytes, cancellationToken);
            crc32 = Crc32.Combine(crc32, segment.Crc32, segment.TextBytes);
            length += segment.TextBytes;
        }

        var trailer = new byte[GzipFrame.TrailerBytes];
        GzipFrame.WriteTrailer(trailer, crc32, length);
        await target.WriteAsync(trailer, cancellationToken);
    }

    /// <summary>Writes the segments' lines.</summary>
    /// <exception cref="SegmentLostException">A segment is not there any more.</exception>
    public async Task CopyLinesAsync(IReadOnlyList<Segment> segments, Stream target, CancellationToken cancellationToken)
    {
        await foreach (var part in ReadLinesAsync(segments, cancellationToken))
            await target.WriteAsync(part, cancellationToken);
    }

    /// <summary>Writes the lines of one split.</summary>
    /// <exception cref="SegmentLostException">A segment is not there any more.</exception>
    public async Task CopyLinesAsync(
        IReadOnlyList<Segment> segments, LineSplit split, Stream target, CancellationToken cancellationToken)
    {
        await foreach (var part in ReadLinesAsync(segments, cancellationToken))
        {
            for (var rest = part; rest.Length > 0;)
            {
                var end = rest.Span.IndexOf((byte)'\n') + 1;
                if (split.Holds(rest.Span[..(end - 1)]))
                    await target.WriteAsync(rest[..end], cancellationToken);
                rest = rest[end..];
            }
        }
    }

    /// <summary>The segments' lines, some at a time; each part is good until the next is asked for.</summary>
    /// <exception cref="SegmentLostException">A segment is not there any more.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadLinesAsync(
        IReadOnlyList<Segment> segments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[Limits.ObjectBufferBytes];
        foreach (var segment in segments)
        {
            await using var opened = await OpenAsync(segment, ByteRange.All, cancellationToken);
            await using var text = new GZipStream(opened.Bytes, CompressionMode.Decompress);
            var held = 0;
            while (await text.ReadAsync(buffer.AsMemory(held), cancellationToken) is var read and > 0)
            {
                held += read;
                var end = buffer.AsSpan(0, held).LastIndexOf((byte)'\n') + 1;
                if (end > 0)
                    yield return buffer.AsMemory(0, end);
                buffer.AsSpan(end, held - end).CopyTo(buffer);
                held -= end;
                if (held == buffer.Length)
                    Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }

    private async Task<ObjectContent> OpenAsync(Segment segment, ByteRange range, CancellationToken cancellationToken) =>
        await objects.OpenAsync(ObjectKey.Parse(segment.Key), range, cancellationToken) ?? throw new SegmentLostException(segment.Key);
}

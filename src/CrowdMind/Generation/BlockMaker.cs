using System.Buffers;
using System.IO.Compression;
using CrowdMind.Datasets;
using CrowdMind.Profiles;
using CrowdMind.Segments;
using CrowdMind.Synthesis;

namespace CrowdMind.Generation;

/// <summary>Makes blocks of rows, one after the other in the same memory.</summary>
internal sealed class BlockMaker
{
    private readonly ArrayBufferWriter<byte> _lines = new(2 * Limits.BlockBytes);
    private readonly MemoryStream _file = new(Limits.BlockBytes);
    private long _textBytes;

    /// <summary>Makes the rows of a range.</summary>
    /// <param name="generator">What makes a row.</param>
    /// <param name="profile">Learns what they are like.</param>
    /// <param name="envelope">What stands around it.</param>
    /// <param name="first">The range's first row.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public RowBlock Make(
        RowGenerator generator, ProfileBuilder profile, RowEnvelope envelope, long first, int count, CancellationToken cancellationToken)
    {
        _file.SetLength(0);
        _lines.ResetWrittenCount();
        _textBytes = 0;
        var checksum = default(RowsChecksum);
        using (var gzip = new GZipStream(_file, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var row = first; row < first + count; row++)
            {
                var start = _lines.WrittenCount;
                generator.Write(row, envelope, _lines, profile);
                checksum += RowsChecksum.Of(RowLine.Content(_lines.WrittenSpan[start..]));
                if (_lines.WrittenCount >= Limits.BlockBytes)
                {
                    Pack(gzip);
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }

            Pack(gzip);
            gzip.Flush();
        }

        var packed = GzipFrame.Open(_file.GetBuffer().AsMemory(0, (int)_file.Length), _textBytes);
        return new RowBlock(count, packed, checksum, profile, this);
    }

    private void Pack(GZipStream gzip)
    {
        gzip.Write(_lines.WrittenSpan);
        _textBytes += _lines.WrittenCount;
        _lines.ResetWrittenCount();
    }
}

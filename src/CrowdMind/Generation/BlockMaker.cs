using CrowdMind.Datasets;
using CrowdMind.Profiles;
using CrowdMind.Segments;
using CrowdMind.Synthesis;

namespace CrowdMind.Generation;

/// <summary>Makes blocks of rows, one after the other in the order of rows, in the same memory.</summary>
/// <param name="generator">What the rows follow from.</param>
/// <param name="envelope">What they have in common.</param>
internal sealed class BlockMaker(RowGenerator generator, RowEnvelope envelope) : IDisposable
{
    private readonly RowMaker _maker = generator.CreateMaker();
    private readonly RowBuffer _lines = new();
    private readonly RowPacker _packer = new();
    private ProfileBuilder? _profile;

    /// <summary>Makes the rows of a range.</summary>
    /// <param name="first">The range's first row.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public RowBlock Make(long first, int count, CancellationToken cancellationToken)
    {
        _packer.Begin();
        _lines.Clear();
        var profile = _profile = _profile is { } earlier ? ProfileBuilder.After(earlier) : new ProfileBuilder(generator.Schema);
        var checksum = default(RowsChecksum);
        for (var row = first; row < first + count; row++)
        {
            var start = _lines.Length;
            _maker.Write(row, envelope, _lines, profile);
            checksum += RowsChecksum.Of(RowLine.Content(_lines.Written.Span[start..]));
            if (_lines.Length >= Limits.BlockBytes)
            {
                Pack();
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        Pack();
        var packed = _packer.End();
        return new RowBlock(count, packed, checksum, profile, this);
    }

    /// <inheritdoc/>
    public void Dispose() => _packer.Dispose();

    private void Pack()
    {
        _packer.Add(_lines.Written.Span);
        _lines.Clear();
    }
}

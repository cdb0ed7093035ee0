using System.Runtime.InteropServices;
using CrowdMind.Datasets;
using CrowdMind.Profiles;
using CrowdMind.Segments;
using CrowdMind.Synthesis;

namespace CrowdMind.Generation;

/// <summary>Makes blocks of rows, one after the other in the order of rows, in the same memory.</summary>
/// <param name="generator">What the rows follow from.</param>
/// <param name="envelope">What they have in common.</param>
internal sealed class BlockMaker(RowGenerator generator, RowEnvelope envelope)
{
    private readonly RowMaker _maker = generator.CreateMaker();
    private readonly RowBuffer _lines = new();
    private readonly RowPacker _packer = new();
    private readonly RowsHash _hash = new();
    private readonly List<Range> _contents = [];
    private RowsChecksum _checksum;
    private ProfileBuilder? _profile;

    /// <summary>Makes the rows of a range.</summary>
    /// <param name="first">The range's first row.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public RowBlock Make(long first, int count, CancellationToken cancellationToken)
    {
        _lines.Clear();
        _contents.Clear();
        var profile = _profile = _profile is { } earlier ? ProfileBuilder.After(earlier) : new ProfileBuilder(generator.Schema);
        _checksum = default;
        for (var row = first; row < first + count; row++)
        {
            var start = _lines.Length;
            _maker.Write(row, envelope, _lines, profile);
            _contents.Add(RowLine.ContentOf(_lines.Written.Span, start));
            if (_lines.Length >= Limits.BlockBytes)
            {
                Pack();
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        Pack();
        return new RowBlock(count, _packer.Close(), _checksum, profile, this);
    }

    private void Pack()
    {
        _packer.Add(_lines.Written.Span, _lines.Pieces);
        _checksum += _hash.Sum(_lines.Written.Span, CollectionsMarshal.AsSpan(_contents));
        _lines.Clear();
        _contents.Clear();
    }
}

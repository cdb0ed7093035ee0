using CrowdMind.Datasets;
using CrowdMind.Imports;
using CrowdMind.Segments;
using CrowdMind.Synthesis;

namespace CrowdMind.Versions;

/// <summary>Consecutive rows of a file, in memory that is used again.</summary>
internal sealed class ReadBlock : IDisposable
{
    private readonly RowBuffer _lines = new();
    private readonly RowPacker _packer = new();

    /// <summary>How many rows it has.</summary>
    public int Rows { get; private set; }

    /// <summary>Their lines.</summary>
    public PackedRows Packed { get; private set; }

    /// <summary>Their checksum.</summary>
    public RowsChecksum Checksum { get; private set; }

    /// <summary>Takes the next rows; false when there are none.</summary>
    public bool Fill(RowsImport import) => (Rows = import.Fill(_lines)) > 0;

    /// <summary>Packs them.</summary>
    public ReadBlock Pack()
    {
        Checksum = default;
        for (var rest = _lines.Written.Span; !rest.IsEmpty;)
        {
            var end = rest.IndexOf((byte)'\n') + 1;
            Checksum += RowsChecksum.Of(RowLine.Content(rest[..end]));
            rest = rest[end..];
        }

        _packer.Begin();
        _packer.Add(_lines.Written.Span);
        Packed = _packer.End();
        return this;
    }

    /// <inheritdoc/>
    public void Dispose() => _packer.Dispose();
}

using System.Runtime.InteropServices;
using CrowdMind.Datasets;
using CrowdMind.Imports;
using CrowdMind.Segments;
using CrowdMind.Synthesis;

namespace CrowdMind.Versions;

/// <summary>Consecutive rows of a file, in memory that is used again.</summary>
internal sealed class ReadBlock
{
    private readonly RowBuffer _lines = new();
    private readonly RowPacker _packer = new();
    private readonly RowsHash _hash = new();
    private readonly List<Range> _contents = [];

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
        var lines = _lines.Written.Span;
        _contents.Clear();
        for (var start = 0; start < lines.Length;)
        {
            var end = start + lines[start..].IndexOf((byte)'\n') + 1;
            _contents.Add(RowLine.ContentOf(lines[..end], start));
            start = end;
        }

        _packer.Add(lines, _lines.Pieces);
        Packed = _packer.Close();
        Checksum = _hash.Sum(lines, CollectionsMarshal.AsSpan(_contents));
        return this;
    }
}

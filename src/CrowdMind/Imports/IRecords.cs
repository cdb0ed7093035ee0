namespace CrowdMind.Imports;

/// <summary>
/// Reads a file of rows, one after the other, in constant memory.
/// <list type="number">
/// <item>Columns are numbered from 0. More may be known after each record; those that are known stay.</item>
/// <item>A record that cannot be read says why, and the next is read after it where that is possible.</item>
/// <item>What a record holds is good until the next is read.</item>
/// </list>
/// </summary>
public interface IRecords : IDisposable
{
    /// <summary>Whether values are JSON; otherwise they are texts, of which an empty one is no value.</summary>
    bool IsJson { get; }

    /// <summary>The columns so far.</summary>
    IReadOnlyList<RecordColumn> Columns { get; }

    /// <summary>The line at which the record begins, counted from 1.</summary>
    long Line { get; }

    /// <summary>Reads the next record; false at the end.</summary>
    /// <param name="fault">Why it cannot be read, or null.</param>
    bool Read(out string? fault);

    /// <summary>The record's value in a column; empty when it has none.</summary>
    ReadOnlySpan<byte> Value(int column);
}

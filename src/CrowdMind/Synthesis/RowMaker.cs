using CrowdMind.Profiles;

namespace CrowdMind.Synthesis;

/// <summary>Makes rows on one thread.</summary>
public sealed class RowMaker
{
    private readonly RowGenerator _generator;
    private readonly Row _row;
    private readonly SplitPlan _splits;

    internal RowMaker(RowGenerator generator)
    {
        _generator = generator;
        _row = new Row(generator.Schema, generator.Seed);
        _splits = new SplitPlan(generator.Labels, generator.Seed);
    }

    /// <summary>The part of the dataset that a row belongs to.</summary>
    public RowSplit SplitOf(long row) => _splits.Of(row);

    /// <summary>Writes one row as a line of JSON.</summary>
    /// <param name="index">The row, from 0.</param>
    /// <param name="envelope">What all rows of the dataset have in common.</param>
    /// <param name="output">Where the line goes.</param>
    /// <param name="profile">What gathers how the rows look.</param>
    public void Write(long index, RowEnvelope envelope, RowBuffer output, ProfileBuilder? profile)
    {
        var (drawnClass, label) = _generator.Labels.Of(index);
        _row.Begin(index, drawnClass, label, output, profile);
        envelope.Begin(index, output);
        _generator.WriteFields(_row);
        envelope.End(index, _generator.LabelMembers[label], _splits.Of(index), _generator.SeedMember, output);
    }
}

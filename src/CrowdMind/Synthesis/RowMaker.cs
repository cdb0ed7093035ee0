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
        output.Put("{\"id\":\""u8);
        output.Put(Uuids.OfRow(envelope.Dataset, index));
        output.Put(envelope.DatasetMember);
        output.Put((byte)'{');
        _generator.WriteFields(_row);
        output.Put(_generator.LabelMembers[label]);
        output.Put(index);
        output.Put(_splits.Of(index) switch
        {
            RowSplit.Train => ",\"split\":\"train"u8,
            RowSplit.Validation => ",\"split\":\"validation"u8,
            _ => ",\"split\":\"test"u8,
        });
        output.Put(_generator.SeedMember);
        output.Put(envelope.Close);
    }
}

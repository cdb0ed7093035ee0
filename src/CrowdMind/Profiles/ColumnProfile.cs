namespace CrowdMind.Profiles;

/// <summary>What one column of a dataset holds.</summary>
/// <param name="labels">How many labels there are.</param>
internal sealed class ColumnProfile(int labels)
{
    private readonly long[] _nulls = new long[labels];
    private readonly NumberStats[] _stats = new NumberStats[labels];

    /// <summary>How the numbers lie; of a text its length.</summary>
    public Histogram Histogram { get; private init; } = new();

    public TopValues Top { get; private init; } = new();

    public int Labels => labels;

    public void AddNull(int label) => _nulls[label]++;

    public void AddNumber(int label, double value)
    {
        _stats[label].Add(value);
        Histogram.Add(value);
    }

    public long Nulls(int label) => _nulls[label];

    public NumberStats Stats(int label) => _stats[label];

    /// <summary>The numbers of all labels together.</summary>
    public NumberStats Stats()
    {
        var all = default(NumberStats);
        foreach (var stats in _stats)
            all.Merge(stats);
        return all;
    }

    public long Nulls() => _nulls.Sum();

    public void Merge(ColumnProfile next)
    {
        for (var label = 0; label < labels; label++)
        {
            _nulls[label] += next._nulls[label];
            _stats[label].Merge(next._stats[label]);
        }

        Histogram.Merge(next.Histogram);
        Top.Merge(next.Top);
    }

    public void Save(BinaryWriter state)
    {
        for (var label = 0; label < labels; label++)
        {
            state.Write(_nulls[label]);
            _stats[label].Save(state);
        }

        Histogram.Save(state);
        Top.Save(state);
    }

    public static ColumnProfile Load(BinaryReader state, int labels)
    {
        var nulls = new long[labels];
        var stats = new NumberStats[labels];
        for (var label = 0; label < labels; label++)
        {
            nulls[label] = state.ReadInt64();
            stats[label] = NumberStats.Load(state);
        }

        var column = new ColumnProfile(labels) { Histogram = Histogram.Load(state), Top = TopValues.Load(state) };
        nulls.CopyTo(column._nulls, 0);
        stats.CopyTo(column._stats, 0);
        return column;
    }
}

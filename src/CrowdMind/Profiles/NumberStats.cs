namespace CrowdMind.Profiles;

/// <summary>
/// Count, extremes, mean and spread of numbers, one at a time (Welford, 1962), and of two parts joined (Chan, Golub, LeVeque,
/// "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances", 1979).
/// </summary>
internal struct NumberStats
{
    private double _squares;

    public long Count { get; private set; }

    public double Min { get; private set; }

    public double Max { get; private set; }

    public double Mean { get; private set; }

    /// <summary>The standard deviation of the values themselves, not of a sample of them; 0 for fewer than two.</summary>
    public readonly double Stddev => Count < 2 ? 0 : Math.Sqrt(_squares / Count);

    public void Add(double value)
    {
        if (Count == 0)
            (Min, Max) = (value, value);
        else if (value < Min)
            Min = value;
        else if (value > Max)
            Max = value;
        Count++;
        var distance = value - Mean;
        Mean += distance / Count;
        _squares += distance * (value - Mean);
    }

    public void Merge(in NumberStats other)
    {
        if (other.Count == 0)
            return;
        if (Count == 0)
        {
            this = other;
            return;
        }

        var count = Count + other.Count;
        var distance = other.Mean - Mean;
        Mean += distance * other.Count / count;
        _squares += other._squares + (distance * distance * ((double)Count * other.Count / count));
        (Min, Max, Count) = (Math.Min(Min, other.Min), Math.Max(Max, other.Max), count);
    }

    public readonly void Save(BinaryWriter state)
    {
        state.Write(Count);
        state.Write(Min);
        state.Write(Max);
        state.Write(Mean);
        state.Write(_squares);
    }

    public static NumberStats Load(BinaryReader state) => new()
    {
        Count = state.ReadInt64(),
        Min = state.ReadDouble(),
        Max = state.ReadDouble(),
        Mean = state.ReadDouble(),
        _squares = state.ReadDouble(),
    };
}

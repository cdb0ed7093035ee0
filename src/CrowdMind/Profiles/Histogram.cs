namespace CrowdMind.Profiles;

/// <summary>
/// How numbers lie, in at most 64 bins whose width is a power of two and whose edges are its multiples. When a number falls
/// outside, the width doubles and neighbours join, so the bins need no range beforehand, and the same numbers give the same
/// bins in whatever parts they come.
/// </summary>
internal sealed class Histogram
{
    private const int Bins = 64;

    // Fine enough for any double that comes first to be told from its neighbours, coarse enough for a long to count bins.
    private const int FinestBits = 40;
    private const int LeastExponent = -200;

    private readonly long[] _counts = new long[Bins];
    private int _exponent;
    private long _first;
    private bool _any;

    /// <summary>The bins from the first with a count to the last.</summary>
    public IEnumerable<(double From, double To, long Count)> Filled
    {
        get
        {
            var (low, high) = (Array.FindIndex(_counts, count => count > 0), Array.FindLastIndex(_counts, count => count > 0));
            var width = Math.ScaleB(1, _exponent);
            for (var i = low; i >= 0 && i <= high; i++)
                yield return ((_first + i) * width, (_first + i + 1) * width, _counts[i]);
        }
    }

    public void Add(double value)
    {
        if (!_any)
            Begin(value);
        var bin = BinOf(value);
        while (!TryReach(bin, bin))
        {
            Widen();
            bin = BinOf(value);
        }

        _counts[(long)bin - _first]++;
    }

    public void Merge(Histogram other)
    {
        if (!other._any)
            return;
        var next = other.Copy();
        if (!_any)
            (_exponent, _first, _any) = (next._exponent, next._first, true);
        Align(next);
        for (var i = 0; i < Bins; i++)
        {
            if (next._counts[i] > 0)
                _counts[next._first + i - _first] += next._counts[i];
        }
    }

    /// <summary>The counts of two in the same bins; none where one of them has none.</summary>
    public static IReadOnlyList<(long One, long Other)> Compare(Histogram one, Histogram other)
    {
        if (!one._any || !other._any)
            return [];
        var (left, right) = (one.Copy(), other.Copy());
        left.Align(right);
        var counts = new (long One, long Other)[Bins];
        for (var i = 0; i < Bins; i++)
        {
            counts[i].One = left._counts[i];
            if (right._counts[i] > 0)
                counts[right._first + i - left._first].Other = right._counts[i];
        }

        return counts;
    }

    public void Save(BinaryWriter state)
    {
        state.Write(_any);
        state.Write(_exponent);
        state.Write(_first);
        foreach (var count in _counts)
            state.Write(count);
    }

    public static Histogram Load(BinaryReader state)
    {
        var histogram = new Histogram { _any = state.ReadBoolean(), _exponent = state.ReadInt32(), _first = state.ReadInt64() };
        for (var i = 0; i < Bins; i++)
            histogram._counts[i] = state.ReadInt64();
        return histogram;
    }

    // The lowest and the highest bin that counted something; the first bin when none did.
    private long Lowest => _first + Math.Max(0, Array.FindIndex(_counts, count => count > 0));

    private long Highest => _first + Math.Max(0, Array.FindLastIndex(_counts, count => count > 0));

    private Histogram Copy()
    {
        var copy = new Histogram { _exponent = _exponent, _first = _first, _any = _any };
        _counts.CopyTo(copy._counts, 0);
        return copy;
    }

    /// <summary>Gives both the same width, and this one bins that hold the other's as well.</summary>
    private void Align(Histogram other)
    {
        while (other._exponent < _exponent)
            other.Widen();
        while (_exponent < other._exponent)
            Widen();
        while (!TryReach(other.Lowest, other.Highest))
        {
            Widen();
            other.Widen();
        }
    }

    private void Begin(double value)
    {
        _any = true;
        _exponent = value == 0 ? LeastExponent / 4 : Math.Max(LeastExponent, Math.ILogB(value) - FinestBits);
        _first = (long)BinOf(value);
    }

    // Not a whole number type: at first the bins may be finer than it could count to the value.
    private double BinOf(double value) => Math.Floor(Math.ScaleB(value, -_exponent));

    /// <summary>Moves the bins so that they hold these two as well; false when they are too narrow for that.</summary>
    private bool TryReach(double low, double high)
    {
        if (low >= _first && high < _first + Bins)
            return true;
        (low, high) = (Math.Min(low, Lowest), Math.Max(high, Highest));
        if (high - low >= Bins)
            return false;
        Rebase((long)low, shift: 0);
        return true;
    }

    /// <summary>Doubles the width.</summary>
    private void Widen()
    {
        Rebase(Lowest >> 1, shift: 1);
        _exponent++;
    }

    private void Rebase(long first, int shift)
    {
        var old = _counts.ToArray();
        Array.Clear(_counts);
        for (var i = 0; i < Bins; i++)
        {
            if (old[i] > 0)
                _counts[((_first + i) >> shift) - first] += old[i];
        }

        _first = first;
    }
}

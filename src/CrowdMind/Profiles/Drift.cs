namespace CrowdMind.Profiles;

/// <summary>
/// How far the values of a field have moved from one dataset to another.
/// <para>The population stability index is the sum over bins of (q - p) ln(q / p), p and q being the shares of the two (Siddiqi,
/// "Credit Risk Scorecards", 2006, where 0.1 and 0.25 are the usual thresholds; it is Jeffreys' divergence of the binned
/// values). Bins are the values themselves where few differ, else up to ten that hold about a tenth of the first dataset each;
/// null is one more. An empty bin counts half a value. By chance alone the index is about (bins - 1)(1/n + 1/m) (Yurdakul,
/// "Statistical Properties of Population Stability Index", 2018).</para>
/// <para>The distance of Kolmogorov and Smirnov is the greatest difference of the two cumulative shares. A histogram tells it at
/// the edges of its bins, of which there are up to 64: the true one is no less, and no more than <see cref="KsAtMost"/>.</para>
/// </summary>
internal sealed class Drift
{
    /// <summary>Below it little has changed.</summary>
    public const double Noticeable = 0.1;

    /// <summary>From here on much has.</summary>
    public const double Strong = 0.25;

    private const int Groups = 10;

    private Drift(IReadOnlyList<(long One, long Other)> bins, string by)
    {
        (Bins, By) = (bins.Count, by);
        var (n, m) = ((double)bins.Sum(bin => bin.One), (double)bins.Sum(bin => bin.Other));
        foreach (var (one, other) in bins)
        {
            var (p, q) = (Math.Max(one, 0.5) / n, Math.Max(other, 0.5) / m);
            Psi += (q - p) * Math.Log(q / p);
        }

        ByChance = (bins.Count - 1) * ((1 / n) + (1 / m));
    }

    /// <summary>The population stability index.</summary>
    public double Psi { get; }

    /// <summary>How many bins it was computed over.</summary>
    public int Bins { get; }

    /// <summary>What the bins are: <c>values</c>, <c>histogram</c>, or <c>length</c> of texts and lists.</summary>
    public string By { get; }

    /// <summary>What the index would be about if nothing had changed.</summary>
    public double ByChance { get; }

    /// <summary>The index in a word.</summary>
    public string Level => Psi < Noticeable ? "little" : Psi < Strong ? "noticeable" : "strong";

    /// <summary>The distance of Kolmogorov and Smirnov at the edges of bins; none for what is no number.</summary>
    public double? Ks { get; private init; }

    /// <summary>The most that it can be.</summary>
    public double? KsAtMost { get; private init; }

    /// <summary>What chance alone exceeds once in twenty times (Smirnov, 1948).</summary>
    public double? KsCritical { get; private init; }

    /// <summary>Compares a column of two datasets; null where one of them has no values.</summary>
    /// <param name="one">The first.</param>
    /// <param name="other">The second.</param>
    /// <param name="isNumber">Whether the column holds numbers, or what is kept as such; else its figures are lengths.</param>
    public static Drift? Of(ColumnProfile one, ColumnProfile other, bool isNumber)
    {
        var nulls = (One: one.Nulls(), Other: other.Nulls());
        (long, long)[] asBin = nulls is (0, 0) ? [] : [nulls];
        var byValue = Values(one.Top, other.Top);
        var byBin = Histogram.Compare(one.Histogram, other.Histogram);
        if (byValue.Count > 0)
            return new Drift([.. byValue, .. asBin], "values");
        if (byBin.Count == 0)
            return null;
        var (n, m) = ((double)byBin.Sum(bin => bin.One), (double)byBin.Sum(bin => bin.Other));
        if (!isNumber)
            return new Drift([.. Grouped(byBin, n), .. asBin], "length");
        var (least, most) = Distance(byBin, n, m);
        return new Drift([.. Grouped(byBin, n), .. asBin], "histogram")
        {
            Ks = least,
            KsAtMost = most,
            KsCritical = 1.358 * Math.Sqrt((n + m) / (n * m)),
        };
    }

    /// <summary>The counts of each value, where both counted all of theirs.</summary>
    private static IReadOnlyList<(long One, long Other)> Values(TopValues one, TopValues other)
    {
        if (one.GaveUp || other.GaveUp || !one.Values.Any() || !other.Values.Any())
            return [];
        var counts = new Dictionary<string, (long One, long Other)>(StringComparer.Ordinal);
        foreach (var (value, count) in one.Values)
            counts[Convert.ToHexString(value)] = (count, 0);
        foreach (var (value, count) in other.Values)
            counts[Convert.ToHexString(value)] = (counts.GetValueOrDefault(Convert.ToHexString(value)).One, count);
        return [.. counts.Values];
    }

    /// <summary>Neighbouring bins joined to groups of about a tenth of the first dataset.</summary>
    private static List<(long One, long Other)> Grouped(IReadOnlyList<(long One, long Other)> bins, double n)
    {
        var groups = new List<(long One, long Other)>();
        var (open, before) = ((One: 0L, Other: 0L), 0L);
        foreach (var (one, other) in bins)
        {
            open = (open.One + one, open.Other + other);
            before += one;
            if (before * Groups < n * (groups.Count + 1) || open.One == 0)
                continue;
            groups.Add(open);
            open = default;
        }

        if (open != default)
            groups.Add(open);
        return groups;
    }

    private static (double Least, double Most) Distance(IReadOnlyList<(long One, long Other)> bins, double n, double m)
    {
        var (least, most, p, q) = (0.0, 0.0, 0.0, 0.0);
        foreach (var (one, other) in bins)
        {
            var (nextP, nextQ) = (p + (one / n), q + (other / m));
            least = Math.Max(least, Math.Abs(nextP - nextQ));
            most = Math.Max(most, Math.Max(nextP - q, nextQ - p));
            (p, q) = (nextP, nextQ);
        }

        return (least, Math.Min(1, most));
    }
}

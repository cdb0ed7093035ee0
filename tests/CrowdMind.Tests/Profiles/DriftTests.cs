using CrowdMind.Profiles;

namespace CrowdMind.Tests.Profiles;

public sealed class DriftTests
{
    [Fact]
    public void The_same_values_have_not_moved()
    {
        var one = Of(Enumerable.Range(0, 1000).Select(i => i * 0.37));
        var drift = Drift.Of(one, Of(Enumerable.Range(0, 1000).Select(i => i * 0.37)), isNumber: true)!;
        Assert.Equal((0, 0.0), (Math.Round(drift.Psi, 9), drift.Ks!.Value));
        Assert.Equal(("little", "histogram"), (drift.Level, drift.By));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(1.0)]
    [InlineData(5.0)]
    public void The_distance_lies_between_what_is_told(double shift)
    {
        double[] one = [.. Normals(seed: 1, 4000)];
        double[] other = [.. Normals(seed: 2, 3000).Select(value => value + shift)];
        var drift = Drift.Of(Of(one), Of(other), isNumber: true)!;
        Assert.InRange(Distance(one, other), drift.Ks!.Value, drift.KsAtMost!.Value);
        Assert.InRange(drift.KsAtMost!.Value - drift.Ks.Value, 0, 0.2);
    }

    [Fact]
    public void The_index_grows_with_the_shift_and_is_small_by_chance()
    {
        var one = Of(Normals(seed: 1, 5000));
        double[] found = [.. new[] { 0.0, 0.2, 0.4, 0.8, 1.6 }.Select(
            shift => Drift.Of(one, Of(Normals(seed: 2, 5000).Select(value => value + shift)), isNumber: true)!.Psi)];
        Assert.Equal(found.Order(), found);
        Assert.InRange(found[0], 0, 5 * Drift.Of(one, Of(Normals(seed: 2, 5000)), isNumber: true)!.ByChance);

        // Of two normal distributions that lie apart by d it is d squared, but for what binning loses.
        Assert.InRange(found[2], 0.12, 0.18);
    }

    [Fact]
    public void Of_few_values_each_is_a_bin_and_null_is_one_too()
    {
        var (one, other) = (new ColumnProfile(1), new ColumnProfile(1));
        for (var i = 0; i < 100; i++)
        {
            Add(one, i < 50 ? "a" : "b");
            Add(other, i < 25 ? "a" : "b");
        }

        var drift = Drift.Of(one, other, isNumber: false)!;
        Assert.Equal(("values", 2), (drift.By, drift.Bins));
        Assert.Equal((-0.25 * Math.Log(0.25 / 0.5)) + (0.25 * Math.Log(0.75 / 0.5)), drift.Psi, 12);
        other.AddNull(0);
        Assert.Equal(3, Drift.Of(one, other, isNumber: false)!.Bins);
        Assert.Null(drift.Ks);
    }

    [Fact]
    public void Without_values_there_is_nothing_to_compare() =>
        Assert.Null(Drift.Of(new ColumnProfile(1), Of([1.0]), isNumber: true));

    private static void Add(ColumnProfile column, string text)
    {
        column.AddNumber(0, text.Length);
        column.Top.Add(System.Text.Encoding.UTF8.GetBytes($"\"{text}\""));
    }

    private static ColumnProfile Of(IEnumerable<double> values)
    {
        var column = new ColumnProfile(1);
        foreach (var value in values)
            column.AddNumber(0, value);
        return column;
    }

    private static IEnumerable<double> Normals(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
            yield return Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    /// <summary>The distance of Kolmogorov and Smirnov from the values themselves.</summary>
    private static double Distance(double[] one, double[] other) => one.Concat(other).Max(
        at => Math.Abs(((double)one.Count(value => value <= at) / one.Length) - ((double)other.Count(value => value <= at) / other.Length)));
}

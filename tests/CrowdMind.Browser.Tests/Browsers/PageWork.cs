using System.Globalization;

namespace CrowdMind.Browser.Tests.Browsers;

/// <summary>What a page's own thread did, in milliseconds.</summary>
/// <param name="Frames">The processor time of each frame: of all tasks since the last one, script, layout and painting.</param>
/// <param name="LongestTask">The most processor time that one task took.</param>
/// <param name="LongestByTheClock">The most time that one task took, with what the machine did besides.</param>
internal sealed record PageWork(IReadOnlyList<double> Frames, double LongestTask, double LongestByTheClock)
{
    /// <summary>What a share of the frames do not exceed.</summary>
    public double Quantile(double share)
    {
        double[] sorted = [.. Frames.Order()];
        return sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Frames.Count} frames of {Quantile(0.5):0.0} ms at the median, {Quantile(0.95):0.0} ms at the 95th percentile; longest task {LongestTask:0.0} ms, by the clock {LongestByTheClock:0.0} ms");
}

using System.Diagnostics;

namespace CrowdMind.Benchmarks.Load;

/// <summary>Delays counted in steps of 10 µs up to 20 s.</summary>
internal sealed class DelayHistogram
{
    private const int StepMicroseconds = 10;
    private const int Steps = 20_000_000 / StepMicroseconds;

    private static readonly long s_ticksPerStep = Stopwatch.Frequency * StepMicroseconds / 1_000_000;

    private readonly int[] _counts = new int[Steps];
    private long _total;

    public void Add(long ticks)
    {
        _counts[Math.Clamp(ticks / s_ticksPerStep, 0, Steps - 1)]++;
        _total++;
    }

    /// <summary>The delay in milliseconds that this share of all stays within.</summary>
    public double Milliseconds(double share)
    {
        long rank = (long)(share * _total);
        long seen = 0;
        int step = 0;
        while (step < Steps - 1 && (seen += _counts[step]) <= rank)
            step++;
        return _total == 0 ? double.NaN : step * StepMicroseconds / 1000.0;
    }
}

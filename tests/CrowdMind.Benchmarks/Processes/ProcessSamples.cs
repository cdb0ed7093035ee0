using System.Diagnostics;

namespace CrowdMind.Benchmarks.Processes;

/// <summary>What a process holds, looked at once a second while something goes on.</summary>
internal sealed class ProcessSamples(PinnedProcess process)
{
    private const double MebiBytes = 1 << 20;

    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(1);

    private readonly List<(double Hours, double Mebibytes)> _memory = [];

    /// <summary>The most descriptors that were open at once.</summary>
    public int MostDescriptors { get; private set; }

    /// <summary>The most threads there were at once.</summary>
    public long MostThreads { get; private set; }

    /// <summary>The mean of the memory in the first third of the time.</summary>
    public double FirstThird => Mean(_memory[..(_memory.Count / 3)]);

    /// <summary>The mean of the memory in the last third of the time.</summary>
    public double LastThird => Mean(_memory[^(_memory.Count / 3)..]);

    /// <summary>The slope of the straight line that lies nearest to the memory's samples, by least squares.</summary>
    public double MebibytesAnHour
    {
        get
        {
            double hours = _memory.Average(sample => sample.Hours), mean = Mean(_memory);
            return _memory.Sum(sample => (sample.Hours - hours) * (sample.Mebibytes - mean))
                / _memory.Sum(sample => (sample.Hours - hours) * (sample.Hours - hours));
        }
    }

    /// <summary>Looks for so long.</summary>
    public async Task TakeAsync(TimeSpan duration, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) is var elapsed && elapsed < duration)
        {
            _memory.Add((elapsed.TotalHours, process.ResidentBytes / MebiBytes));
            MostDescriptors = Math.Max(MostDescriptors, process.Descriptors);
            MostThreads = Math.Max(MostThreads, process.Threads);
            await Task.Delay(s_every, cancellation);
        }
    }

    private static double Mean(List<(double Hours, double Mebibytes)> samples) => samples.Average(sample => sample.Mebibytes);
}

using System.Diagnostics;

namespace CrowdMind.Benchmarks.Processes;

/// <summary>What a process holds, looked at once a second while something goes on.</summary>
internal sealed class ProcessSamples(PinnedProcess process)
{
    private const double MebiBytes = 1 << 20;

    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(1);

    private readonly List<double> _memory = [];

    /// <summary>The most descriptors that were open at once.</summary>
    public int MostDescriptors { get; private set; }

    /// <summary>The most threads there were at once.</summary>
    public long MostThreads { get; private set; }

    /// <summary>The mean of the memory in the first third of the time.</summary>
    public double FirstThird => _memory[..(_memory.Count / 3)].Average();

    /// <summary>The mean of the memory in the last third of the time.</summary>
    public double LastThird => _memory[^(_memory.Count / 3)..].Average();

    /// <summary>Looks for so long.</summary>
    public async Task TakeAsync(TimeSpan duration, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            _memory.Add(process.ResidentBytes / MebiBytes);
            MostDescriptors = Math.Max(MostDescriptors, process.Descriptors);
            MostThreads = Math.Max(MostThreads, process.Threads);
            await Task.Delay(s_every, cancellation);
        }
    }
}

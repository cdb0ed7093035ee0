using System.Diagnostics;
using CrowdMind.Benchmarks.Processes;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>Processor time that the server and the load have used since the meter was made.</summary>
internal sealed class LoadMeter(PinnedProcess server)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly TimeSpan _server = server.Cpu;
    private readonly TimeSpan _load = LoadCpu();

    public double Seconds => Stopwatch.GetElapsedTime(_start).TotalSeconds;

    public TimeSpan ServerCpu => server.Cpu - _server;

    /// <summary>The server's share of a core, in percent.</summary>
    public double ServerPercent => 100 * ServerCpu.TotalSeconds / Seconds;

    /// <summary>The load's share of a core, in percent: near 100 the load, not the server, sets the figure.</summary>
    public double LoadPercent => 100 * (LoadCpu() - _load).TotalSeconds / Seconds;

    /// <summary>So many done until now: a second, server µs for each, the server's share of a core, the load's.</summary>
    public double[] Figures(long done) =>
        [done / Seconds, ServerCpu.TotalMicroseconds / done, ServerPercent, LoadPercent];

    private static TimeSpan LoadCpu()
    {
        using Process self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }
}

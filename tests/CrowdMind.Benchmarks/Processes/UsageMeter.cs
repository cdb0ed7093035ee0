using System.Diagnostics;

namespace CrowdMind.Benchmarks.Processes;

/// <summary>Reads the processor time used since the meter was made.</summary>
internal sealed class UsageMeter(PinnedProcess server)
{
    private const int TicksPerSecond = 100;
    private const int IdleColumn = 4;
    private const int WaitColumn = 5;
    private const int StealColumn = 8;

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly TimeSpan _server = server.Cpu;
    private readonly TimeSpan _load = LoadCpu();
    private readonly TimeSpan _machine = MachineCpu();

    public Usage Read()
    {
        TimeSpan used = server.Cpu - _server;
        TimeSpan load = LoadCpu() - _load;
        return new Usage(
            Stopwatch.GetElapsedTime(_start).TotalSeconds, used, load, MachineCpu() - _machine - used - load);
    }

    private static TimeSpan LoadCpu()
    {
        using Process self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    /// <summary>What all cores have done since the machine started: the first line of /proc/stat.</summary>
    private static TimeSpan MachineCpu()
    {
        string[] columns = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        long busy = columns.Where((_, i) => i is > 0 and < IdleColumn or > WaitColumn and <= StealColumn).Sum(long.Parse);
        return TimeSpan.FromSeconds((double)busy / TicksPerSecond);
    }
}

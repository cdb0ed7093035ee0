using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace CrowdMind.Benchmarks.Reports;

/// <summary>What the figures were measured on, and with which command.</summary>
internal static class MachineFacts
{
    private const int Syncs = 200;

    public static void WriteTo(TextWriter report, BenchmarkOptions options)
    {
        string kernel = File.ReadAllText("/proc/sys/kernel/osrelease").Trim();
        string sync = SyncMicroseconds(options.Data).ToString("F0", CultureInfo.InvariantCulture);
        report.WriteLine($"- command: `{options.Command}`");
        report.WriteLine($"- machine: {Processors()}; Linux {kernel}");
        report.WriteLine($"- runtime: {RuntimeInformation.FrameworkDescription}; servers on core 0, load on core 1");
        report.WriteLine($"- disk: a write of 4 KiB and its sync take {sync} µs (median of {Syncs})");
        report.WriteLine();
    }

    private static string Processors()
    {
        string[] names =
        [
            .. File.ReadLines("/proc/cpuinfo")
                .Where(line => line.StartsWith("model name", StringComparison.Ordinal))
                .Select(line => line.Split(':')[1].Trim()),
        ];
        return names.Length > 0
            ? $"{names.Length} cores, {names[0]}"
            : $"{Environment.ProcessorCount} cores, {RuntimeInformation.ProcessArchitecture}";
    }

    private static double SyncMicroseconds(string folder)
    {
        string file = Path.Combine(folder, $"crowdmind-sync-{Guid.CreateVersion7():N}");
        try
        {
            using var handle = File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write);
            byte[] page = new byte[4096];
            List<double> took = [];
            for (int i = 0; i < Syncs; i++)
            {
                long start = Stopwatch.GetTimestamp();
                RandomAccess.Write(handle, page, (long)i * page.Length);
                RandomAccess.FlushToDisk(handle);
                took.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }

            return took.Order().ElementAt(Syncs / 2);
        }
        finally
        {
            File.Delete(file);
        }
    }
}

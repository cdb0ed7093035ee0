using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace CrowdMind.Benchmarks.Reports;

/// <summary>What the figures were measured on.</summary>
internal static class MachineFacts
{
    private const int Syncs = 200;

    public static void WriteTo(TextWriter report, string folder)
    {
        string[] processors = [.. File.ReadLines("/proc/cpuinfo").Where(line => line.StartsWith("model name", StringComparison.Ordinal))];
        string model = processors.FirstOrDefault()?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
        report.WriteLine($"- machine: {processors.Length} cores, {model}; Linux {File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}");
        report.WriteLine($"- runtime: {RuntimeInformation.FrameworkDescription}; servers on core 0, load on core 1");
        report.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"- disk: a write of 4 KiB and its sync take {SyncMicroseconds(folder):F0} µs (median of {Syncs})"));
        report.WriteLine();
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

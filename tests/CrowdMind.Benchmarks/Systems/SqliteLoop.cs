using System.Globalization;
using CrowdMind.Benchmarks.Processes;

namespace CrowdMind.Benchmarks.Systems;

/// <summary>Runs a loop of the SQLite peer in a process of its own, on the server's core and the same disk.</summary>
internal static class SqliteLoop
{
    public static async Task<double> RunAsync(
        BenchmarkOptions options, string kind, int amount, CancellationToken cancellation)
    {
        string folder = Path.Combine(options.Data, $"sqlite-bench-{Guid.CreateVersion7():N}");
        Directory.CreateDirectory(folder);
        try
        {
            string[] words = ["sqlite", kind, Path.Combine(folder, "peer.db"), amount.ToString()];
            await using PinnedProcess process = PinnedProcess.Start(PinnedProcess.ThisProgram, words);
            return double.Parse(await process.FinishAsync(cancellation), CultureInfo.InvariantCulture);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

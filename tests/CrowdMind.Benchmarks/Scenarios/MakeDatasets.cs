using System.Globalization;
using CrowdMind.Benchmarks.Processes;
using CrowdMind.Benchmarks.Reports;
using CrowdMind.Benchmarks.Systems;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>How many default rows a second are made, packed and stored, beside Bogus called for every row.</summary>
internal sealed class MakeDatasets : IScenario
{
    private const int LeastWarmUpRows = 300_000;
    private const int PeerShare = 10;
    private const string Peer = "Bogus a row, System.Text.Json, gzip, a synced file";
    private const string Ours = "CrowdMind, a call to generate";
    private const string Smaller = "CrowdMind, a call for a fifth of the rows";

    public string Name => "datasets";

    public async Task<Section> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        Section section = new(
            "Datasets: making rows",
            $"{options.Rows:N0} default rows, made, packed and stored in one call; a tenth of that for the peer, which is a "
                + "plain loop. Both may use all cores. Memory is what the server's peak rose by during the call.",
            new("rows/s", "N0"),
            new("server µs a row", "F2"),
            new("memory, MiB more", "F0"));
        await section.MeasureAsync(
            options,
            [
                new(Peer, token => PeerAsync(options, token)),
                new(Smaller, token => GenerateAsync(options, options.Rows / 5, token)),
                new(Ours, token => GenerateAsync(options, options.Rows, token)),
            ],
            cancellation);
        section.Compare("rows", 0, Ours, Peer, "aim: at least 5");
        section.Compare("memory", 2, Ours, Smaller, "aim: about 1, whatever the number of rows");
        return section;
    }

    private static async Task<double[]> PeerAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        string file = Path.Combine(options.Data, $"bogus-bench-{Guid.CreateVersion7():N}.gz");
        try
        {
            string[] words = ["bogus", file, (options.Rows / PeerShare).ToString(CultureInfo.InvariantCulture)];
            await using PinnedProcess process = PinnedProcess.Start(PinnedProcess.ThisProgram, words, allCores: true);
            return [double.Parse(await process.FinishAsync(cancellation), CultureInfo.InvariantCulture), double.NaN, double.NaN];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<double[]> GenerateAsync(BenchmarkOptions options, int rows, CancellationToken cancellation)
    {
        await using CrowdMindServer server = await CrowdMindServer.StartAsync(
            options, cancellation, new() { ["MAX_GENERATE_ROWS"] = "1000000000" }, allCores: true);
        using DatasetCalls calls = new(server);
        string dataset = await calls.CreateAsync(cancellation);

        // As for the peer, half of what is measured.
        await calls.GenerateAsync(dataset, Math.Max(LeastWarmUpRows, rows / 2), cancellation);
        server.Process.ForgetPeak();
        long before = server.Process.ResidentBytes;
        UsageMeter meter = new(server.Process);
        await calls.GenerateAsync(dataset, rows, cancellation);
        Usage usage = meter.Read();
        return
        [
            rows / usage.Seconds, usage.ServerMicrosecondsEach(rows),
            (server.Process.PeakResidentBytes - before) / 1024.0 / 1024,
        ];
    }
}

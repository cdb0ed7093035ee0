using CrowdMind.Benchmarks.Reports;
using CrowdMind.Benchmarks.Systems;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>How many reactions a second are stored and acknowledged, beside SQLite alone on the same disk.</summary>
internal sealed class Ingest : IScenario
{
    private const int Connections = 64;
    private const string SingleRows = "SQLite, a synced transaction a row";
    private const string Posts = "CrowdMind, a POST a reaction";
    private const string Batches = "SQLite, a synced transaction for 500 rows";
    private const string Upload = "CrowdMind, NDJSON upload";

    public string Name => "ingest";

    public async Task<Section> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        TimeSpan duration = options.TimedOr(10);
        Section section = new(
            "Ingest",
            $"Reactions stored, synced and acknowledged: {duration.TotalSeconds} s of single posts over {Connections} "
                + $"connections, and one streamed upload of {options.Lines:N0} lines. SQLite writes the same payload "
                + "into a table with the same columns and keys.",
            new("rows/s", "N0"),
            new("server µs a row", "F1"),
            new("server, % of a core", "F0"),
            new("load, % of a core", "F0"),
            new("others", "F0"));

        await section.MeasureAsync(
            options,
            [
                new(SingleRows, token => SqliteAsync(options, "single", (int)duration.TotalSeconds, token)),
                new(Posts, token => PostAsync(section, options, duration, token)),
                new(Batches, token => SqliteAsync(options, "batched", options.Lines, token)),
                new(Upload, token => UploadAsync(section, options, token)),
            ],
            cancellation);
        section.Compare("commits", 0, Posts, SingleRows, "aim: at least 1.5");
        section.Compare("rows", 0, Upload, Batches, "aim: at least 0.5");
        return section;
    }

    private static async Task<double[]> SqliteAsync(
        BenchmarkOptions options, string kind, int amount, CancellationToken cancellation) =>
        [await SqliteLoop.RunAsync(options, kind, amount, cancellation), .. Enumerable.Repeat(double.NaN, 4)];

    private static async Task<double[]> PostAsync(
        Section section, BenchmarkOptions options, TimeSpan duration, CancellationToken cancellation)
    {
        await using CrowdMindServer server = await CrowdMindServer.StartAsync(options, cancellation);
        return await IngestTrial.PostAsync(section, server, Connections, duration, cancellation);
    }

    private static async Task<double[]> UploadAsync(
        Section section, BenchmarkOptions options, CancellationToken cancellation)
    {
        await using CrowdMindServer server = await CrowdMindServer.StartAsync(options, cancellation);
        return await IngestTrial.UploadAsync(section, server, options.Lines, cancellation);
    }
}

using CrowdMind.Benchmarks.Reports;
using CrowdMind.Benchmarks.Systems;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>How many reactions a second are stored on PostgreSQL, beside pgbench and COPY on the same server.</summary>
internal sealed class IngestPostgres : IScenario
{
    private const int Connections = 64;
    private const string Inserts = "pgbench, a prepared INSERT a row, 64 clients";
    private const string Posts = "CrowdMind, a POST a reaction, 64 connections";
    private const string Copies = "psql, a COPY for 500 rows";
    private const string Upload = "CrowdMind, NDJSON upload";

    public string Name => "ingest-postgres";

    public async Task<Section> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        TimeSpan duration = options.TimedOr(10);
        Section section = new(
            "Ingest on PostgreSQL",
            $"Reactions stored, synced (fsync, synchronous_commit) and acknowledged: {duration.TotalSeconds} s of single rows, "
                + $"and {options.Lines:N0} rows in one stream. pgbench and COPY write the same payload into a table with the same "
                + "columns and indexes on the same server, which may use both cores.",
            new("rows/s", "N0"),
            new("server µs a row", "F1"),
            new("server, % of a core", "F0"),
            new("load, % of a core", "F0"),
            new("others, PostgreSQL among them", "F0"));

        await using PostgresCluster postgres = await PostgresCluster.StartAsync(options.Data, cancellation);
        await section.MeasureAsync(
            options,
            [
                new(Inserts, async token => Alone(await postgres.InsertAsync(Connections, (int)duration.TotalSeconds, token))),
                new(Posts, token => PostAsync(section, postgres, options, duration, token)),
                new(Copies, async token => Alone(await postgres.CopyAsync(options.Lines, token))),
                new(Upload, token => UploadAsync(section, postgres, options, token)),
            ],
            cancellation);
        section.Compare("commits", 0, Posts, Inserts, "aim: at least 1.3");
        section.Compare("rows", 0, Upload, Copies, "aim: at least 0.5");
        return section;
    }

    private static double[] Alone(double rowsPerSecond) => [rowsPerSecond, .. Enumerable.Repeat(double.NaN, 4)];

    private static async Task<double[]> PostAsync(
        Section section, PostgresCluster postgres, BenchmarkOptions options, TimeSpan duration, CancellationToken cancellation)
    {
        await using CrowdMindServer server = await StartAsync(postgres, options, cancellation);
        return await IngestTrial.PostAsync(section, server, Connections, duration, cancellation);
    }

    private static async Task<double[]> UploadAsync(
        Section section, PostgresCluster postgres, BenchmarkOptions options, CancellationToken cancellation)
    {
        await using CrowdMindServer server = await StartAsync(postgres, options, cancellation);
        return await IngestTrial.UploadAsync(section, server, options.Lines, cancellation);
    }

    private static Task<CrowdMindServer> StartAsync(
        PostgresCluster postgres, BenchmarkOptions options, CancellationToken cancellation) =>
        CrowdMindServer.StartAsync(options, cancellation, new Dictionary<string, string> { ["DATABASE_URL"] = postgres.Url });
}

using CrowdMind.Benchmarks.Processes;
using CrowdMind.Benchmarks.Reports;
using CrowdMind.Benchmarks.Systems;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>How fast a dataset leaves the server, beside a file of the same bytes from the same server.</summary>
internal sealed class ExportDatasets : IScenario
{
    private const string PackedFile = "the packed lines as a file";
    private const string Packed = "JSONL, packed";
    private const string PlainFile = "the lines as a file";
    private const string Plain = "JSONL";
    private const string Csv = "CSV";
    private const string Flat = "CSV, a column a field";

    public string Name => "exports";

    public async Task<Section> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        Section section = new(
            "Datasets: exports",
            $"{options.Rows:N0} default rows, downloaded whole over one connection. The files are objects of the same server, "
                + "read by signed URLs. Memory is what the server's peak rose by during the download.",
            new("rows/s", "N0"),
            new("MB/s", "N0"),
            new("server µs a row", "F2"),
            new("memory, MiB more", "F0"));
        await using CrowdMindServer server = await CrowdMindServer.StartAsync(
            options, cancellation, new() { ["MAX_GENERATE_ROWS"] = "1000000000", ["SIGNING_KEY"] = DatasetCalls.SigningKey });
        using DatasetCalls calls = new(server);
        string dataset = await calls.CreateAsync(cancellation);
        await calls.GenerateAsync(dataset, options.Rows, cancellation);
        string packedFile = await calls.KeepAsync(dataset, packed: true, cancellation);
        string plainFile = await calls.KeepAsync(dataset, packed: false, cancellation);

        Contestant Of(string name, Func<CancellationToken, Task<Download>> download) =>
            new(name, token => MeasureAsync(options, server, download, token));
        await section.MeasureAsync(
            options,
            [
                Of(PackedFile, token => calls.ReadAsync(packedFile, token)),
                Of(Packed, token => calls.ExportAsync(dataset, "", packed: true, token)),
                Of(PlainFile, token => calls.ReadAsync(plainFile, token)),
                Of(Plain, token => calls.ExportAsync(dataset, "", packed: false, token)),
                Of(Csv, token => calls.ExportAsync(dataset, "?format=csv", packed: false, token)),
                Of(Flat, token => calls.ExportAsync(dataset, "?format=csv&layout=flat", packed: false, token)),
            ],
            cancellation);
        section.Compare("rows", 0, Packed, PackedFile, "aim: at least 0.5");
        section.Compare("rows", 0, Plain, PlainFile, "it is unpacked on the way");
        return section;
    }

    private static async Task<double[]> MeasureAsync(
        BenchmarkOptions options, CrowdMindServer server, Func<CancellationToken, Task<Download>> download, CancellationToken cancellation)
    {
        server.Process.ForgetPeak();
        long before = server.Process.ResidentBytes;
        UsageMeter meter = new(server.Process);
        Download done = await download(cancellation);
        return
        [
            options.Rows / done.Seconds, done.Bytes / done.Seconds / 1e6,
            meter.Read().ServerMicrosecondsEach(options.Rows),
            (server.Process.PeakResidentBytes - before) / 1024.0 / 1024,
        ];
    }
}

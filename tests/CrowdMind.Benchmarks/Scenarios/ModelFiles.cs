using CrowdMind.Benchmarks.Processes;
using CrowdMind.Benchmarks.Reports;
using CrowdMind.Benchmarks.Systems;
using CrowdMind.TestKit.Tflite;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>How fast a model's file comes and goes, beside bare Kestrel that checks nothing and its static files.</summary>
internal sealed class ModelFiles : IScenario
{
    private const int FileBytes = 20_000_000;
    private const int Times = 10;
    private const int WarmUps = 3;
    private const string PeerUpload = "the request's body to a file, no checks";
    private const string Upload = "CrowdMind, an upload";
    private const string PeerDownload = "Kestrel's static files";
    private const string Download = "CrowdMind, a signed download";

    public string Name => "models";

    public async Task<Section> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        Section section = new(
            "Models: upload and download",
            $"A model of {FileBytes / 1e6:N0} MB, {Times} times one after the other. An upload is hashed, read as TFLite, synced to "
                + "the disk and registered; the peer does none of it. Memory is what the server's peak rose by meanwhile.",
            new("MB/s", "N0"),
            new("server ms a file", "F1"),
            new("memory, MiB more", "F1"));
        byte[] file = new TfliteSample { WeightBytes = FileBytes - 2000 }.Build();
        await section.MeasureAsync(
            options,
            [
                new(PeerUpload, token => PeerAsync(options, file, isDownload: false, token)),
                new(Upload, token => OursAsync(options, file, isDownload: false, token)),
                new(PeerDownload, token => PeerAsync(options, file, isDownload: true, token)),
                new(Download, token => OursAsync(options, file, isDownload: true, token)),
            ],
            cancellation);
        section.Compare("upload", 0, Upload, PeerUpload, "aim: at least 0.5");
        section.Compare("download", 0, Download, PeerDownload, "aim: at least 0.8");
        return section;
    }

    private static async Task<double[]> OursAsync(
        BenchmarkOptions options, byte[] file, bool isDownload, CancellationToken cancellation)
    {
        await using CrowdMindServer server = await CrowdMindServer.StartAsync(options, cancellation);
        using ModelCalls calls = new(new Uri($"http://127.0.0.1:{server.Port}"));
        Queue<string> paths = new();
        for (int i = 0; i < WarmUps + Times; i++)
            paths.Enqueue(await calls.CreateAsync(cancellation));
        if (!isDownload)
            return await MeasureAsync(server.Process, file, () => calls.UploadAsync(paths.Dequeue(), file, cancellation));
        await calls.UploadAsync(paths.Peek(), file, cancellation);
        string url = await calls.SignedUrlAsync(paths.Peek(), cancellation);

        // Its digest is remembered when it has been there for two seconds.
        await Until.TrueAsync(HasSettledAsync, TimeSpan.FromSeconds(30), cancellation);
        return await MeasureAsync(server.Process, file, () => calls.DownloadAsync(url, file.Length, cancellation));

        ValueTask<bool> HasSettledAsync() => ValueTask.FromResult(
            Directory.EnumerateFiles(server.DataFolder, "*.tflite", SearchOption.AllDirectories)
                .All(path => DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > TimeSpan.FromSeconds(3)));
    }

    private static async Task<double[]> PeerAsync(
        BenchmarkOptions options, byte[] file, bool isDownload, CancellationToken cancellation)
    {
        await using FilePeerSystem peer = await FilePeerSystem.StartAsync(options, cancellation);
        using ModelCalls calls = new(peer.Address);
        int next = 0;
        await calls.UploadAsync("/upload/first.tflite", file, cancellation);
        if (!isDownload)
            return await MeasureAsync(peer.Process, file, () => calls.UploadAsync($"/upload/{next++}.tflite", file, cancellation));
        int length = (int)new FileInfo(Path.Combine(peer.Folder, "first.tflite")).Length;
        return await MeasureAsync(peer.Process, file, () => calls.DownloadAsync("/first.tflite", length, cancellation));
    }

    private static async Task<double[]> MeasureAsync(PinnedProcess server, byte[] file, Func<Task> once)
    {
        for (int i = 0; i < WarmUps; i++)
            await once();
        server.ForgetPeak();
        long before = server.ResidentBytes;
        UsageMeter meter = new(server);
        for (int i = 0; i < Times; i++)
            await once();
        Usage usage = meter.Read();
        return
        [
            Times * (long)file.Length / usage.Seconds / 1e6,
            usage.ServerMicrosecondsEach(Times) / 1000,
            (server.PeakResidentBytes - before) / 1024.0 / 1024,
        ];
    }
}

using CrowdMind.Benchmarks.Processes;

namespace CrowdMind.Benchmarks.Systems;

/// <summary>The peer of models, in a process and on a folder of its own.</summary>
internal sealed class FilePeerSystem : IAsyncDisposable
{
    private FilePeerSystem(BenchmarkOptions options)
    {
        Folder = Path.Combine(options.Data, $"file-peer-bench-{Guid.CreateVersion7():N}");
        Directory.CreateDirectory(Folder);
        int port = PinnedProcess.FreePort();
        Address = new Uri($"http://127.0.0.1:{port}");
        Process = PinnedProcess.Start(PinnedProcess.ThisProgram, ["files", port.ToString(), Folder]);
    }

    public PinnedProcess Process { get; }

    public Uri Address { get; }

    /// <summary>Where the files are.</summary>
    public string Folder { get; }

    public static async Task<FilePeerSystem> StartAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        FilePeerSystem system = new(options);
        try
        {
            await system.Process.WaitUntilReadyAsync(new Uri(system.Address, "/ready"), cancellation);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}

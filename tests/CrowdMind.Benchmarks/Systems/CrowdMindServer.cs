using System.Text.Json;
using CrowdMind.Benchmarks.Load;
using CrowdMind.Benchmarks.Processes;

namespace CrowdMind.Benchmarks.Systems;

/// <summary>The real server in its own process, on a fresh data folder, with a running experiment and an agent.</summary>
internal sealed class CrowdMindServer : IAsyncDisposable
{
    public const string HubPath = "/hubs/experiments";

    private const string Prefix = "/api/v1";
    private const string Dll = "CrowdMind.Server.dll";

    private static readonly TimeSpan s_longestUpload = TimeSpan.FromMinutes(5);

    private readonly string _data;
    private readonly HttpClient _http;

    private CrowdMindServer(BenchmarkOptions options, Dictionary<string, string>? more, bool allCores)
    {
        string program = Locate(options.Server);
        Port = PinnedProcess.FreePort();
        _data = Path.Combine(options.Data, $"crowdmind-bench-{Guid.CreateVersion7():N}");
        Directory.CreateDirectory(_data);
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}"), Timeout = s_longestUpload };
        Process = PinnedProcess.Start(program, [], new Dictionary<string, string>(more ?? [])
        {
            ["HOST"] = "127.0.0.1",
            ["PORT"] = Port.ToString(),
            ["DATA_DIR"] = _data,
            ["LOG_LEVEL"] = "WARNING",
        }, allCores);
    }

    public PinnedProcess Process { get; }

    public int Port { get; }

    /// <summary>Where the server keeps what it is given.</summary>
    public string DataFolder => _data;

    public string Experiment { get; private set; } = "";

    public string Agent { get; private set; } = "";

    public string WebSocketPath => WebSocketPathOf(Experiment);

    public string EventStreamPath => $"{Prefix}/experiments/{Experiment}/events";

    /// <summary>One reaction as one POST.</summary>
    public PostTemplate Post => new(
        $"{Prefix}/reactions",
        $$"""{"experiment_id":"{{Experiment}}","agent_id":"{{Agent}}","payload":{{Reaction.Payload}}}""");

    /// <summary>Starts a server; <paramref name="more"/> holds its engines' settings.</summary>
    public static async Task<CrowdMindServer> StartAsync(
        BenchmarkOptions options, CancellationToken cancellation, Dictionary<string, string>? more = null, bool allCores = false)
    {
        CrowdMindServer server = new(options, more, allCores);
        try
        {
            await server.PrepareAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where to follow an experiment over a WebSocket.</summary>
    public static string WebSocketPathOf(string experiment) => $"{Prefix}/ws/experiments/{experiment}";

    /// <summary>Makes one more experiment.</summary>
    public Task<string> CreateExperimentAsync(CancellationToken cancellation) =>
        CreateAsync("experiments", new { name = "bench" }, cancellation);

    /// <summary>Streams so many reactions as NDJSON lines; gives how many were accepted.</summary>
    public async Task<long> UploadAsync(long lines, CancellationToken cancellation)
    {
        string line = $$"""{"agent_id":"{{Agent}}","payload":{{Reaction.Payload}}}""";
        using RepeatedLines content = new(line, lines);
        using HttpResponseMessage answer = await _http.PostAsync(
            $"{Prefix}/experiments/{Experiment}/reactions", content, cancellation);
        string body = await answer.Content.ReadAsStringAsync(cancellation);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"the upload was answered {(int)answer.StatusCode}: {body}");
        return JsonDocument.Parse(body).RootElement.GetProperty("accepted").GetInt64();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Process.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static string Locate(string? given)
    {
        string path = given ?? Path.Combine(Repository(), "src/CrowdMind.Server/bin/Release/net10.0");
        string dll = Path.GetFullPath(Directory.Exists(path) ? Path.Combine(path, Dll) : path);
        return File.Exists(dll)
            ? dll
            : throw new OptionException($"there is no server at {dll}; build it with: dotnet build -c Release");
    }

    private static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CrowdMind.sln")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new OptionException("this is no checkout of CrowdMind: name the server with --server");
    }

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        await Process.WaitUntilReadyAsync(new Uri(_http.BaseAddress!, "/health/ready"), cancellation);
        Agent = await CreateAsync("agents", new { name = "bench", type = "digital" }, cancellation);
        Experiment = await CreateAsync("experiments", new { name = "bench" }, cancellation);
        using HttpResponseMessage started = await _http.PostAsync(
            $"{Prefix}/experiments/{Experiment}/start", null, cancellation);
        started.EnsureSuccessStatusCode();
    }

    private async Task<string> CreateAsync(string what, object body, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await _http.PostAsJsonAsync($"{Prefix}/{what}", body, cancellation);
        string text = await answer.Content.ReadAsStringAsync(cancellation);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"POST {what} was answered {(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }
}

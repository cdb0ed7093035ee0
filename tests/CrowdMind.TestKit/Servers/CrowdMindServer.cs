using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace CrowdMind.TestKit.Servers;

/// <summary>
/// The real server as its own process on a free port of 127.0.0.1, with a data folder that goes when it goes.
/// It can be killed, stopped and started again on the same port and data.
/// </summary>
public sealed class CrowdMindServer : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ExitWithin = TimeSpan.FromSeconds(30);

    // What the surrounding shell may hold and would change which server is tested.
    private static readonly string[] Cleared =
    [
        "DATABASE_URL", "REDIS_URL", "REDIS_PREFIX", "SUPABASE_URL", "SUPABASE_KEY", "S3_ENDPOINT", "S3_BUCKET",
        "S3_ACCESS_KEY", "S3_SECRET_KEY", "S3_REGION", "S3_PUBLIC_ENDPOINT", "SIGNING_KEY", "PUBLIC_URL", "API_PREFIX",
        "ENV", "MAX_REACTION_KB", "CORS_ORIGINS", "SLOW_SUBSCRIBER_SECONDS", "DRAIN_SECONDS", "ASPNETCORE_URLS", "CI",
        "SUPABASE_SCHEMA", "DATABASE_POOL_SIZE", "MAX_GENERATE_ROWS", "MAX_UPLOAD_MB", "MAX_DATASET_UPLOAD_MB",
        "LOG_RETENTION_DAYS", "LOG_RETENTION_EXPORT",
        "AUTH", "API_KEYS", "JWT_SECRET", "JWT_AUTHORITY", "JWT_JWKS_URL", "JWT_ALGORITHM", "JWT_ISSUER", "JWT_AUDIENCE",
        "JWT_ROLE_CLAIM", "JWT_AGENT_CLAIM",
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_SERVICE_NAME",
        "OTEL_RESOURCE_ATTRIBUTES", "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG", "OTEL_SDK_DISABLED",
    ];

    /// <summary>What <see cref="StartAsync"/> does before, so that a write beyond <see cref="LimitFileSize"/> fails instead of ending the server.</summary>
    public const string SurviveFullDisk = "trap '' XFSZ";

    private readonly Dictionary<string, string> _settings;
    private readonly string? _before;
    private readonly string[] _arguments;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private ServerOutput _output = new();
    private Process? _process;
    private volatile TaskCompletionSource _ready = NewSignal();

    private CrowdMindServer(IReadOnlyDictionary<string, string>? settings, string? before, string[] arguments)
    {
        _before = before;
        _arguments = arguments;
        int port = FreePort.Next();
        BaseUri = new Uri($"http://127.0.0.1:{port}");
        DataFolder = Directory.CreateTempSubdirectory("crowdmind-").FullName;
        _settings = new Dictionary<string, string>
        {
            ["HOST"] = "127.0.0.1",
            ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["DATA_DIR"] = DataFolder,
            ["LOG_LEVEL"] = "WARNING",
        };
        foreach ((string name, string value) in settings ?? new Dictionary<string, string>())
            _settings[name] = value;
    }

    /// <summary>Where the server listens, without the API's prefix.</summary>
    public Uri BaseUri { get; }

    /// <summary>The server's DATA_DIR.</summary>
    public string DataFolder { get; }

    /// <summary>The id of the running process.</summary>
    public int ProcessId => Running.Id;

    /// <summary>The last lines the process printed.</summary>
    public string Output => _output.ToString();

    private Process Running => _process ?? throw new InvalidOperationException("The server is not running.");

    /// <summary>Starts a server and waits until it says that it is ready.</summary>
    /// <param name="settings">Environment variables.</param>
    /// <param name="before">What the shell does that becomes the process; none for no shell.</param>
    /// <param name="arguments">The process's arguments.</param>
    public static async Task<CrowdMindServer> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null, string? before = null, params string[] arguments)
    {
        var server = new CrowdMindServer(settings, before, arguments);
        try
        {
            await server.RestartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when the server is ready, now or after the restart to come.</summary>
    public Task WhenReadyAsync(CancellationToken cancellation) => _ready.Task.WaitAsync(cancellation);

    /// <summary>Starts the process again on the same port and data, and waits until it is ready.</summary>
    public async Task RestartAsync()
    {
        Launch();
        await Eventually.TrueAsync(IsReadyAsync, ReadyWithin, () => $"the server was ready. It printed:\n{Output}");
        _ready.TrySetResult();
    }

    /// <summary>Starts the process and waits for nothing, so that it can be killed while it starts.</summary>
    public void Launch()
    {
        Assert.True(_process is null, "The server is running already.");
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(_before is null ? dotnet : "/bin/sh")
        {
            WorkingDirectory = DataFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (_before is not null)
        {
            foreach (string argument in new[] { "-c", $"{_before}; exec \"$0\" \"$@\"", dotnet })
                start.ArgumentList.Add(argument);
        }

        foreach (string argument in _arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "CrowdMind.Server.dll")))
            start.ArgumentList.Add(argument);
        foreach (string name in Cleared)
            start.Environment.Remove(name);
        foreach ((string name, string value) in _settings)
            start.Environment[name] = value;
        Follow(Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start."));
    }

    /// <summary>SIGKILL: the process is gone at once, whatever it was doing.</summary>
    public async Task KillAsync() => await SignalAsync(PosixSignal.Kill);

    /// <summary>SIGTERM: the server drains and leaves by itself.</summary>
    public async Task<ServerStop> StopAsync()
    {
        var clock = Stopwatch.StartNew();
        int exitCode = await SignalAsync(PosixSignal.Terminate);
        return new ServerStop(exitCode, clock.Elapsed);
    }

    /// <summary>SIGSTOP: the process stands still, its connections stay open.</summary>
    public void Pause() => PosixSignal.Send(ProcessId, PosixSignal.Pause);

    /// <summary>SIGCONT: the process goes on where it stood.</summary>
    public void Resume() => PosixSignal.Send(ProcessId, PosixSignal.Resume);

    /// <summary>The memory the process holds (VmRSS).</summary>
    public long ResidentBytes()
    {
        string line = File.ReadLines($"/proc/{ProcessId}/status").Single(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        string kibibytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];
        return long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Lets no file of the server grow beyond a size, as a full disk would; null for any size again.</summary>
    public void LimitFileSize(long? bytes)
    {
        string limit = bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited";
        using var prlimit = Process.Start("prlimit", [$"--pid={ProcessId}", $"--fsize={limit}:unlimited"]);
        prlimit.WaitForExit();
        Assert.Equal(0, prlimit.ExitCode);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await KillAsync();
        _http.Dispose();
        Directory.Delete(DataFolder, recursive: true);
    }

    private void Follow(Process process)
    {
        ServerOutput output = _output = new ServerOutput();
        process.OutputDataReceived += (_, line) => output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => output.Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
    }

    private async Task<int> SignalAsync(int signal)
    {
        Process process = Running;
        // Before the signal: a client that finds the server gone must wait for the next one, not spin on this one.
        if (_ready.Task.IsCompleted)
            _ready = NewSignal();
        PosixSignal.Send(process.Id, signal);
        using var deadline = new CancellationTokenSource(ExitWithin);
        await process.WaitForExitAsync(deadline.Token);
        _process = null;
        int exitCode = process.ExitCode;
        process.Dispose();
        return exitCode;
    }

    private async Task<bool> IsReadyAsync()
    {
        Assert.False(Running.HasExited, $"The server left while it started. It printed:\n{Output}");
        try
        {
            using HttpResponseMessage answer = await _http.GetAsync(new Uri(BaseUri, "/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace CrowdMind.TestKit.Servers;

/// <summary>
/// A Redis server of the test's own: a process on a free port of 127.0.0.1 that keeps nothing. It can be killed, started
/// again on the same port, and paused so that it is there and does not answer.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    private readonly RedisPlan _plan;
    private readonly string _folder = Directory.CreateTempSubdirectory("crowdmind-redis-").FullName;
    private readonly RedisCertificates? _certificates;
    private ServerOutput _output = new();
    private Process? _process;
    private bool _paused;

    private RedisServer(RedisPlan plan)
    {
        _plan = plan;
        if (plan.Tls)
            _certificates = RedisCertificates.Write(_folder);
    }

    /// <summary>The port without encryption.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>The port with encryption, if the plan asks for it.</summary>
    public int TlsPort { get; } = FreePort.Next();

    /// <summary>What REDIS_URL says to reach this server.</summary>
    public string Url => UrlAt(Port);

    /// <summary>The file of the authority that signed the server's certificate.</summary>
    public string AuthorityFile => (_certificates ?? throw new InvalidOperationException("The plan is without TLS.")).Authority;

    /// <summary>Starts a server and waits until it answers.</summary>
    public static async Task<RedisServer> StartAsync(RedisPlan? plan = null)
    {
        var server = new RedisServer(plan ?? new RedisPlan());
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

    /// <summary>What REDIS_URL says to reach this server by another port, such as a proxy's.</summary>
    public string UrlAt(int port) =>
        _plan.Password is { } password ? $"redis://:{Uri.EscapeDataString(password)}@127.0.0.1:{port}" : $"redis://127.0.0.1:{port}";

    /// <summary>Starts the process again on the same port, empty, and waits until it answers.</summary>
    public async Task RestartAsync()
    {
        Assert.True(_process is null, "Redis is running already.");
        var start = new ProcessStartInfo("redis-server") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string word in Arguments())
            start.ArgumentList.Add(word);
        Process process = Process.Start(start) ?? throw new InvalidOperationException("redis-server did not start.");
        ServerOutput output = _output = new ServerOutput();
        process.OutputDataReceived += (_, line) => output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => output.Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        await Eventually.TrueAsync(AnswersAsync, Within, () => $"Redis answered. It printed:\n{_output}");
    }

    /// <summary>SIGKILL: the process is gone at once.</summary>
    public async Task KillAsync()
    {
        Process process = _process ?? throw new InvalidOperationException("Redis is not running.");
        PosixSignal.Send(process.Id, PosixSignal.Kill);
        using var deadline = new CancellationTokenSource(Within);
        await process.WaitForExitAsync(deadline.Token);
        process.Dispose();
        _process = null;
        _paused = false;
    }

    /// <summary>SIGSTOP: the process is there, its connections are, and nothing is answered.</summary>
    public void Pause() => Signal(PosixSignal.Pause, paused: true);

    /// <summary>SIGCONT: it goes on where it was.</summary>
    public void Resume() => Signal(PosixSignal.Resume, paused: false);

    /// <summary>Says a command as a stranger.</summary>
    public async Task<object?> AskAsync(params object[] words)
    {
        using RedisTalk talk = await RedisTalk.ConnectAsync(Port, _plan.Password);
        return await talk.AskAsync(words);
    }

    /// <summary>The channels that somebody hears, whose names match a pattern.</summary>
    public async Task<IReadOnlyList<string>> ChannelsAsync(string pattern = "*") =>
        [.. ((object?[])(await AskAsync("PUBSUB", "CHANNELS", pattern))!).Select(name => (string)name!)];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private IEnumerable<string> Arguments() =>
    [
        "--bind", "127.0.0.1", "--port", Text(Port), "--dir", _folder, "--save", "", "--appendonly", "no", "--daemonize", "no",
        .. _plan.Password is { } password ? ["--requirepass", password, "--masterauth", password] : Array.Empty<string>(),
        .. _plan.ReplicaOf is { } master ? ["--replicaof", "127.0.0.1", Text(master)] : Array.Empty<string>(),
        .. _certificates is { } files
            ? ["--tls-port", Text(TlsPort), "--tls-cert-file", files.Certificate, "--tls-key-file", files.Key,
                "--tls-ca-cert-file", files.Authority, "--tls-auth-clients", "no"]
            : Array.Empty<string>(),
        .. _plan.More,
    ];

    private async Task<bool> AnswersAsync()
    {
        Assert.False(_process is { HasExited: true }, $"Redis left while it started. It printed:\n{_output}");
        try
        {
            return (string?)await AskAsync("PING") == "PONG";
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }

    private void Signal(int signal, bool paused)
    {
        if (_process is { } process && _paused != paused)
            PosixSignal.Send(process.Id, signal);
        _paused = paused;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

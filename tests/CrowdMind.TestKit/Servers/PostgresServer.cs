using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace CrowdMind.TestKit.Servers;

/// <summary>
/// A PostgreSQL of the test's own: a cluster in a temporary folder, on a free port of 127.0.0.1, that syncs its commits.
/// It can be stopped, killed and started again on the same data.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "postgres";
    private const int Interrupt = 2, Quit = 3;

    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("crowdmind-pg-").FullName;
    private readonly ServerOutput _output = new();
    private Process? _process;

    private PostgresServer()
    {
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>The id of its first process.</summary>
    public int ProcessId => Running.Id;

    private static string Programs { get; } = Directory.EnumerateDirectories("/usr/lib/postgresql")
        .OrderByDescending(version => int.Parse(Path.GetFileName(version), CultureInfo.InvariantCulture))
        .Select(version => Path.Combine(version, "bin"))
        .First(bin => File.Exists(Path.Combine(bin, "initdb")));

    private Process Running => _process ?? throw new InvalidOperationException("PostgreSQL is not running.");

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes a cluster and starts it.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer();
        try
        {
            await server.InitializeAsync();
            await server.RestartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>What <c>DATABASE_URL</c> takes.</summary>
    /// <param name="database">Which of its databases.</param>
    /// <param name="port">The port of a proxy that stands before it.</param>
    public string Url(string database = "postgres", int? port = null) =>
        string.Create(CultureInfo.InvariantCulture, $"postgresql://{User}:secret@127.0.0.1:{port ?? Port}/{database}");

    /// <summary>Runs statements as the owner of everything.</summary>
    public async Task<string> RunSqlAsync(string sql, string database = "postgres") =>
        await RunAsync("psql", "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", Url(database), "-c", sql);

    /// <summary>Backs a database up with <c>pg_dump</c>.</summary>
    /// <returns>What restores it with <c>pg_restore</c>, as another one.</returns>
    public async Task<Func<Task>> BackUpAsync(string database, string restored)
    {
        var file = Path.Combine(_folder, $"{database}.dump");
        await RunAsync("pg_dump", "--format=custom", $"--file={file}", $"--dbname={Url(database)}");
        return async () =>
        {
            await RunSqlAsync($"CREATE DATABASE {restored}");
            await RunAsync("pg_restore", "--no-owner", "--exit-on-error", $"--dbname={Url(restored)}", file);
        };
    }

    /// <summary>Starts the process again, and waits until it takes connections.</summary>
    public async Task RestartAsync()
    {
        Launch();
        await Eventually.TrueAsync(IsReadyAsync, Within, () => $"PostgreSQL was ready. It printed:\n{_output}");
    }

    /// <summary>Starts the process and waits for nothing.</summary>
    public void Launch()
    {
        Assert.True(_process is null, "PostgreSQL is running already.");
        var start = Command("postgres", "-D", Data, "-p", $"{Port}", "-c", "listen_addresses=127.0.0.1", "-k", _folder);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (true, true, "/");
        var process = Process.Start(start) ?? throw new InvalidOperationException("PostgreSQL did not start.");
        process.OutputDataReceived += (_, line) => _output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => _output.Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
    }

    /// <summary>The fast shutdown: connections are ended, what they were at is rolled back.</summary>
    public Task StopAsync() => EndAsync(Interrupt);

    /// <summary>The immediate shutdown: like a power cut, but for what the disk was told.</summary>
    public Task StopImmediatelyAsync() => EndAsync(Quit);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await StopImmediatelyAsync();
        Directory.Delete(_folder, recursive: true);
    }

    // PostgreSQL refuses to run as root; the password is asked for, so that a wrong one is noticed.
    private async Task InitializeAsync()
    {
        var password = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(password, "secret");
        if (Environment.IsPrivilegedProcess)
            await FinishAsync(new ProcessStartInfo("chown", ["-R", User, _folder]));
        await RunAsync(
            "initdb", "-D", Data, "-U", User, "--auth=scram-sha-256", $"--pwfile={password}", "-E", "UTF8", "--locale=C", "--no-sync");
    }

    private async Task<bool> IsReadyAsync()
    {
        Assert.False(Running.HasExited, $"PostgreSQL left while it started. It printed:\n{_output}");
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync("127.0.0.1", Port);
            return await RunSqlAsync("SELECT 1") == "1";
        }
        catch (Exception away) when (away is SocketException or InvalidOperationException)
        {
            return false;
        }
    }

    private async Task EndAsync(int signal)
    {
        var process = Running;
        PosixSignal.Send(process.Id, signal);
        using var deadline = new CancellationTokenSource(Within);
        await process.WaitForExitAsync(deadline.Token);
        _process = null;
        process.Dispose();
    }

    private static Task<string> RunAsync(string program, params string[] arguments) => FinishAsync(Command(program, arguments));

    // setpriv becomes the program, so that the process id is the program's.
    private static ProcessStartInfo Command(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs, program);
        return Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid", User, "--regid", User, "--clear-groups", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
    }

    private static async Task<string> FinishAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = "/";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(Within);
        await process.WaitForExitAsync(deadline.Token);
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"{start.FileName} failed: {await error}");
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CrowdMind.Benchmarks.Load;
using CrowdMind.Benchmarks.Processes;

namespace CrowdMind.Benchmarks.Systems;

/// <summary>
/// A PostgreSQL as its package configures it (fsync and synchronous_commit on), in a folder of its own, on either core.
/// Its peers write a table of the same shape and indexes as CrowdMind's.
/// </summary>
internal sealed partial class PostgresCluster : IAsyncDisposable
{
    private const int RowsPerCopy = 500;
    private const string User = "postgres";
    private const string Agent = "01890000-0000-7000-8000-000000000001";

    private readonly string _folder;
    private readonly int _port = PinnedProcess.FreePort();

    private PostgresCluster(string data)
    {
        _folder = Path.Combine(data, $"postgres-bench-{Guid.CreateVersion7():N}");
        Directory.CreateDirectory(_folder);
    }

    /// <summary>What <c>DATABASE_URL</c> takes.</summary>
    public string Url => $"postgresql://{User}@127.0.0.1:{_port}/postgres";

    public static async Task<PostgresCluster> StartAsync(string data, CancellationToken cancellation)
    {
        PostgresCluster cluster = new(data);
        try
        {
            if (Environment.IsPrivilegedProcess)
                await FinishAsync(new ProcessStartInfo("chown", [User, cluster._folder]), cancellation);
            await RunAsync("initdb", ["-D", cluster.Data, "-U", User, "-A", "trust", "-E", "UTF8", "--no-sync"], cancellation);
            string settings = $"-p {cluster._port} -c listen_addresses=127.0.0.1 -k {cluster._folder}";
            await RunAsync("pg_ctl", ["-D", cluster.Data, "-o", settings, "-l", cluster.Data + ".log", "-w", "start"], cancellation);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Rows a second that 64 clients insert, each row a prepared statement and a commit.</summary>
    public async Task<double> InsertAsync(int clients, int seconds, CancellationToken cancellation)
    {
        await MakeTableAsync(cancellation);
        string script = Path.Combine(_folder, "insert.sql");
        await File.WriteAllTextAsync(
            script,
            $"INSERT INTO peer.events VALUES (1, nextval('peer.seq'), now(), gen_random_uuid(), '{Agent}', 1, '{Reaction.Payload}');\n",
            cancellation);
        string said = await RunAsync(
            "pgbench", ["-n", "-M", "prepared", "-c", $"{clients}", "-j", "2", "-T", $"{seconds}", "-f", script, "-d", Url], cancellation);
        return double.Parse(Rate().Match(said).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    /// <summary>Rows a second that COPY takes from one client, a commit for every 500.</summary>
    public async Task<double> CopyAsync(int rows, CancellationToken cancellation)
    {
        await MakeTableAsync(cancellation);
        string script = Path.Combine(_folder, "copy.sql");
        await using (StreamWriter writer = new(script))
        {
            for (int row = 0; row < rows; row++)
            {
                if (row % RowsPerCopy == 0)
                    await writer.WriteAsync("COPY peer.events FROM STDIN;\n");
                await writer.WriteAsync(
                    $"1\t{row + 1}\t2026-01-01 00:00:00Z\t{Guid.CreateVersion7()}\t{Agent}\t1\t{Reaction.Payload}\n");
                if (row % RowsPerCopy == RowsPerCopy - 1 || row == rows - 1)
                    await writer.WriteAsync("\\.\n");
            }
        }

        long start = Stopwatch.GetTimestamp();
        await RunAsync("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", Url, "-f", script], cancellation);
        return rows / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await RunAsync("pg_ctl", ["-D", Data, "-m", "immediate", "-w", "stop"], CancellationToken.None);
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private Task<string> MakeTableAsync(CancellationToken cancellation) => RunAsync(
        "psql",
        [
            "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", Url, "-c",
            """
            DROP SCHEMA IF EXISTS peer CASCADE;
            CREATE SCHEMA peer;
            CREATE SEQUENCE peer.seq;
            CREATE TABLE peer.events (
              experiment bigint NOT NULL, seq bigint NOT NULL, created_at timestamptz NOT NULL, id uuid NOT NULL,
              agent_id uuid, type smallint NOT NULL, body json NOT NULL, PRIMARY KEY (experiment, seq));
            CREATE UNIQUE INDEX ON peer.events (experiment, id);
            """,
        ],
        cancellation);

    private static Task<string> RunAsync(string program, string[] words, CancellationToken cancellation)
    {
        string path = Path.Combine(Programs(), program);
        return FinishAsync(
            Environment.IsPrivilegedProcess
                ? new ProcessStartInfo("setpriv", ["--reuid", User, "--regid", User, "--clear-groups", "taskset", "-c", Cores, path, .. words])
                : new ProcessStartInfo("taskset", ["-c", Cores, path, .. words]),
            cancellation);
    }

    private static string Cores => $"0-{Environment.ProcessorCount - 1}";

    private static string Programs() =>
        Directory.Exists("/usr/lib/postgresql")
            && Directory.EnumerateDirectories("/usr/lib/postgresql").Order().LastOrDefault() is { } newest
                ? Path.Combine(newest, "bin")
                : throw new OptionException("there is no PostgreSQL under /usr/lib/postgresql; install the package postgresql");

    private static async Task<string> FinishAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        // A server that is started here keeps the pipes of its starter, so the end of the starter is what counts.
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.WorkingDirectory = "/";
        using Process process = Process.Start(start)!;
        System.Text.StringBuilder said = new();
        process.OutputDataReceived += (_, line) => said.AppendLine(line.Data);
        process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? said.ToString() : throw new InvalidOperationException($"{start.FileName}: {said}");
    }

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Rate();
}
